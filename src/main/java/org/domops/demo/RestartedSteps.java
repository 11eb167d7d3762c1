package org.domops.demo;

import org.domops.client.Attempt;
import org.domops.client.Task;
import org.domops.console.Console;
import org.domops.console.Table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps that ran after the restart, a line for each database and round. */
final class RestartedSteps {

    private final Console console;

    RestartedSteps(Console console) {
        this.console = console;
    }

    void print(Snapshot run) {
        if (run.run().restart() == null) {
            console.line("nothing: the run was not restarted");
            return;
        }
        Map<Long, Task> tasks = new LinkedHashMap<>();
        run.tasks().forEach(task -> tasks.put(task.id(), task));
        List<Attempt> attempts = run.attempts().stream().filter(a -> !a.start().isBefore(run.run().restart()))
                .sorted(Comparator.comparing(Attempt::start)).toList();
        Map<List<Object>, List<String>> lines = new LinkedHashMap<>();
        for (Attempt attempt : attempts) {
            Task task = tasks.get(attempt.taskLogId());
            lines.computeIfAbsent(List.of(task.database(), task.iteration()), key -> new ArrayList<>())
                    .add(task.procedure() + (attempt.attempt() > 1 ? " (attempt " + attempt.attempt() + ")" : ""));
        }
        Table table = new Table("DATABASE", ">ROUND", "STEPS");
        lines.forEach((key, steps) -> table.row(key.get(0), key.get(1), String.join(", ", steps)));
        table.print(console);
    }
}
