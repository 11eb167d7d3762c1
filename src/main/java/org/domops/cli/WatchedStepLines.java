package org.domops.cli;

import org.domops.client.Lane;
import org.domops.client.Run;
import org.domops.client.RunsClient;
import org.domops.client.Statement;
import org.domops.client.Task;
import org.domops.console.Cell;
import org.domops.console.Colour;
import org.domops.console.Console;
import org.domops.console.Durations;
import org.domops.console.Numbers;
import org.domops.console.Wrap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A line for each lane's steps as they end: quick steps share a line, an error has one of its own. */
final class WatchedStepLines implements WatchedSteps {

    /** Row counts are asked for step by step, so not for hundreds at a time. */
    private static final int ROWS_FOR_AT_MOST = 40;
    private static final int NAMED_AT_MOST = 3;

    private final Console console;
    private final RunsClient runs;

    WatchedStepLines(Console console, RunsClient runs) {
        this.console = console;
        this.runs = runs;
    }

    @Override
    public void ended(Run run, List<Task> steps) {
        int width = run.laneList().stream().mapToInt(lane -> lane.database().length()).max().orElse(0);
        boolean rows = steps.size() <= ROWS_FOR_AT_MOST;
        for (List<Task> line : lines(steps)) {
            Task first = line.get(0);
            String place = first.object() == null ? "" : Steps.place(first.object(), first.iteration()) + ": ";
            String words = line.stream().map(t -> words(run, t, rows)).collect(Collectors.joining(", "));
            print(Duration.between(run.lastStart(), end(line)), pad(first.database(), width), place + words,
                    completed(first) ? Colour.PLAIN : Colour.RED);
        }
    }

    /** Steps of one lane and round that ended one after the other; an errored one alone. By the end of their last. */
    private static List<List<Task>> lines(List<Task> steps) {
        List<List<Task>> lines = new ArrayList<>();
        Map<String, List<Task>> latest = new HashMap<>();
        for (Task step : steps.stream().sorted(Comparator.comparing(Task::end)).toList()) {
            List<Task> line = latest.get(step.database());
            if (line == null || !completed(step) || !completed(line.get(0)) || !place(step).equals(place(line.get(0)))) {
                line = new ArrayList<>();
                latest.put(step.database(), line);
                lines.add(line);
            }
            line.add(step);
        }
        lines.sort(Comparator.comparing(WatchedStepLines::end));
        return lines;
    }

    private static String place(Task step) {
        return step.object() + "/" + step.iteration();
    }

    private String words(Run run, Task task, boolean withRows) {
        if (skipped(task)) {
            return task.procedure() + " skipped";
        }
        String took = Durations.words(Duration.between(task.start(), task.end()));
        if (!completed(task)) {
            return task.procedure() + " ended " + task.status() + " after " + took + ", attempt " + task.attempt() + ": "
                    + Steps.message(task.errorCode(), task.statusMessage());
        }
        long rows = withRows ? rows(run, task) : 0;
        String message = task.statusMessage() == null ? "" : ": " + task.statusMessage();
        return task.procedure() + " " + took + message + (rows > 0 ? " (" + Numbers.rows(rows) + ")" : "");
    }

    private long rows(Run run, Task task) {
        return runs.statements(run.id(), task.id()).stream()
                .filter(s -> s.attempt() == task.attempt() && "C".equals(s.status()) && s.rows() != null)
                .mapToLong(Statement::rows).sum();
    }

    @Override
    public void waiting(Lane lane) {
        console.line("            " + lane.database() + "  waits for " + Cell.of(lane.waitingFor()).text());
    }

    @Override
    public void quiet(Run run, List<Task> running, Duration sinceStart) {
        String named = running.stream().limit(NAMED_AT_MOST)
                .map(t -> t.database() + " " + t.procedure()).collect(Collectors.joining(", "));
        int more = running.size() - NAMED_AT_MOST;
        print(sinceStart, "lanes: " + Lanes.count(run.lanes()),
                (named.isEmpty() ? "" : "at work: " + named) + (more > 0 ? " and " + more + " more" : ""), Colour.PLAIN);
    }

    @Override
    public void unreachable(String reason) {
        console.line("            " + reason + "; the watching goes on if it answers again within " + Patience.LIMIT.toMinutes() + " minutes");
    }

    private void print(Duration elapsed, String who, String what, Colour colour) {
        String head = String.format("%12s  %s  ", Durations.words(elapsed), who);
        List<String> parts = Wrap.lines(Cell.of(what).text(), Math.max(40, console.width() - head.length()));
        for (int i = 0; i < parts.size(); i++) {
            console.line((i == 0 ? head : " ".repeat(head.length())) + console.paint(parts.get(i), colour));
        }
    }

    private static Instant end(List<Task> line) {
        return line.get(line.size() - 1).end();
    }

    private static boolean skipped(Task task) {
        return "S".equals(task.status());
    }

    private static boolean completed(Task task) {
        return "C".equals(task.status()) || skipped(task);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
