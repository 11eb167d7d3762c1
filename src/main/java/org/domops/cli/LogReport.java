package org.domops.cli;

import org.domops.client.Attempt;
import org.domops.client.Statement;
import org.domops.client.Task;
import org.domops.console.Cell;
import org.domops.console.Console;
import org.domops.console.Numbers;
import org.domops.console.Status;
import org.domops.console.Table;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.time.Clock;
import java.util.List;

/** The three logs on a console. */
final class LogReport {

    private final Console console;
    private final Clock clock;

    LogReport(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    void tasks(List<Task> tasks) {
        if (tasks.isEmpty()) {
            console.line("no step has begun yet");
            return;
        }
        Table table = new Table(">TASK", "DATABASE", "ON", "STEP", "STATUS", ">ATTEMPT", started(), ">TOOK", "MESSAGE");
        for (Task task : tasks) {
            table.row(task.id(), task.database(), Steps.place(task.object(), task.iteration()), task.procedure(),
                    Status.cell(task.status()), task.attempt(), console.time(task.start()),
                    console.took(task.start(), task.end(), clock.instant()),
                    Steps.message(task.errorCode(), task.statusMessage()));
        }
        table.print(console);
    }

    void attempts(long taskLogId, List<Attempt> attempts) {
        List<Attempt> ofTask = attempts.stream().filter(a -> a.taskLogId() == taskLogId).toList();
        if (ofTask.isEmpty()) {
            throw new DomException(DomCode.INVALID_REQUEST,
                    "the run has no task " + taskLogId + "; expected a number from the column TASK of 'dom logs RUN'");
        }
        Table table = new Table(">ATTEMPT", "STATUS", started(), ">TOOK", "SERVER", "SESSION", "REPEATED", "PACKAGE", "MESSAGE");
        for (Attempt attempt : ofTask) {
            table.row(attempt.attempt(), Status.cell(attempt.status()), console.time(attempt.start()),
                    console.took(attempt.start(), attempt.end(), clock.instant()), attempt.server(),
                    attempt.targetSession(), attempt.possiblyRepeated() ? "possibly" : "no",
                    attempt.sha256() == null ? "" : attempt.sha256().substring(0, Math.min(12, attempt.sha256().length())),
                    Steps.message(attempt.errorCode(), attempt.statusMessage()));
        }
        table.print(console);
    }

    void statements(List<Statement> statements) {
        if (statements.isEmpty()) {
            console.line("no statement yet");
            return;
        }
        console.line("times are " + console.zone());
        statements.forEach(this::statement);
    }

    private void statement(Statement statement) {
        console.line("");
        console.line(console.time(statement.start()) + "  " + statement.database() + "  "
                + Steps.place(statement.object(), statement.iteration()) + "  " + statement.procedure()
                + "  (task " + statement.taskLogId() + ", attempt " + statement.attempt() + ")");
        // line by line: the statement keeps its lines, and nothing in it can change the terminal
        statement.sql().lines().forEach(line -> console.line("    " + line.replaceAll("\\p{Cntrl}", " ")));
        String message = Cell.of(Steps.message(statement.errorCode(), statement.statusMessage())).text();
        console.line("  " + console.paint(Status.cell(statement.status()))
                + (statement.preview() ? ", preview: not run" : ", "
                        + console.took(statement.start(), statement.end(), clock.instant()))
                + (statement.rows() == null ? "" : ", " + Numbers.rows(statement.rows()))
                + (statement.threads() == null ? "" : ", " + statement.threads() + " threads")
                + (message.isEmpty() ? "" : ": " + message));
    }

    private String started() {
        return "STARTED (" + console.zone() + ")";
    }
}
