package org.domops.cli;

import org.domops.console.ProgramName;
import org.domops.client.Attempt;
import org.domops.client.Json;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The three logs on a console. */
final class LogReport {

    private final Console console;
    private final Clock clock;

    LogReport(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
    }

    /**
     * The steps in the order in which they began; tries at a step before its latest each have a line of their own.
     *
     * @param none what it means that there are no steps
     */
    void tasks(List<Task> tasks, List<Attempt> attempts, String none) {
        if (tasks.isEmpty()) {
            console.line(none);
            return;
        }
        Table table = new Table(">TASK", "DATABASE", "ON", "STEP", "STATUS", ">ATTEMPT", started(), ">TOOK", "MESSAGE");
        for (Line line : lines(tasks, attempts)) {
            Task task = line.task();
            if (line.earlier() != null) {
                Attempt earlier = line.earlier();
                table.row(task.id(), task.database(), Steps.place(task.object(), task.iteration()), task.procedure(),
                        Status.cell(earlier.status()), earlier.attempt(), console.time(earlier.start()),
                        console.took(earlier.start(), earlier.end(), clock.instant()),
                        Steps.message(earlier.errorCode(), earlier.statusMessage()));
                continue;
            }
            table.row(task.id(), task.database(), Steps.place(task.object(), task.iteration()), task.procedure(),
                    Status.cell(task.status()), task.attempt(), console.time(task.start()),
                    console.took(task.start(), task.end(), clock.instant()),
                    Steps.message(task.errorCode(), task.statusMessage()));
        }
        table.print(console);
    }

    /** @param earlier null: the step's latest attempt, as the step itself tells it */
    private record Line(Task task, Attempt earlier) {

        Instant start() {
            return earlier == null ? task.start() : earlier.start();
        }
    }

    private static List<Line> lines(List<Task> tasks, List<Attempt> attempts) {
        List<Line> lines = new ArrayList<>();
        for (Task task : tasks) {
            attempts.stream().filter(attempt -> attempt.taskLogId() == task.id() && attempt.attempt() < task.attempt())
                    .forEach(attempt -> lines.add(new Line(task, attempt)));
            lines.add(new Line(task, null));
        }
        lines.sort(Comparator.comparing(Line::start));
        return lines;
    }

    void attempts(long taskLogId, List<Attempt> attempts) {
        List<Attempt> ofTask = attempts.stream().filter(a -> a.taskLogId() == taskLogId).toList();
        if (ofTask.isEmpty()) {
            throw new DomException(DomCode.INVALID_REQUEST,
                    "the run has no task " + taskLogId + "; expected a number from the column TASK of '" + ProgramName.typed() + " logs RUN'");
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

    /** @param deleted when they were, because of their age; empty: they were not */
    void statements(List<Statement> statements, Optional<Instant> deleted) {
        if (statements.isEmpty()) {
            console.line(deleted.map(time -> "the run's statements were deleted at " + console.time(time) + " (" + console.zone()
                    + "), when they were older than the server's setting dom.retention.statements").orElse("no statement yet"));
            return;
        }
        console.line("times are " + console.zone());
        statements.forEach(this::statement);
    }

    /** A step that has ended, in one line. */
    void step(Task task) {
        String message = Cell.of(Steps.message(task.errorCode(), task.statusMessage())).text();
        console.line(console.time(task.end()) + "  " + task.database() + "  " + Steps.place(task.object(), task.iteration()) + "  "
                + task.procedure() + "  " + console.paint(Status.cell(task.status())) + "  "
                + console.took(task.start(), task.end(), clock.instant())
                + (task.attempt() > 1 ? ", attempt " + task.attempt() : "") + (message.isEmpty() ? "" : ": " + message));
    }

    /** The same as one JSON object in one line. */
    void json(Object row) {
        console.line(Json.line(row));
    }

    void statement(Statement statement) {
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
