package org.domops.cli;

import org.domops.console.ProgramName;
import org.domops.client.Run;
import org.domops.client.RunsClient;
import org.domops.client.Task;
import org.domops.console.Cell;
import org.domops.console.Console;
import org.domops.console.Durations;
import org.domops.console.Status;

import java.time.Duration;
import java.util.List;

/** How a watched run ended, and what to do if it isn't completed. */
final class RunEnd {

    private static final int NAMED_AT_MOST = 10;

    private final Console console;
    private final RunsClient runs;

    RunEnd(Console console, RunsClient runs) {
        this.console = console;
        this.runs = runs;
    }

    void print(Run run) {
        String took = run.end() == null ? "" : " after " + Durations.words(Duration.between(run.lastStart(), run.end()));
        console.line("run " + run.id() + " ended " + console.paint(Status.cell(run.status())) + took + "; lanes: "
                + Lanes.count(run.lanes()));
        if (run.completed()) {
            return;
        }
        List<Task> errors = runs.tasks(run.id()).stream().filter(t -> "E".equals(t.status())).toList();
        for (Task task : errors.stream().limit(NAMED_AT_MOST).toList()) {
            console.line("  " + task.database() + "  " + Steps.place(task.object(), task.iteration()) + "  " + task.procedure()
                    + ": " + Cell.of(Steps.message(task.errorCode(), task.statusMessage())).text());
            if (task.object() != null) {
                console.line("    its statements: " + ProgramName.typed() + " logs " + run.id() + " --sql --task " + task.id());
            }
        }
        if (errors.size() > NAMED_AT_MOST) {
            console.line("  and " + (errors.size() - NAMED_AT_MOST) + " more: " + ProgramName.typed() + " logs " + run.id());
        }
        if ("E".equals(run.status())) {
            console.line("when it is mended, what is left goes on by the same command: " + run.command());
        }
    }
}
