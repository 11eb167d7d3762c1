package org.domops.cli;

import org.domops.cli.LiveColumns.Column;
import org.domops.client.Lane;
import org.domops.client.Run;
import org.domops.console.Cell;
import org.domops.console.Colour;
import org.domops.console.Console;
import org.domops.console.Durations;
import org.domops.console.Numbers;
import org.domops.console.Status;
import org.domops.console.TerminalSize;
import org.domops.console.Wrap;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A run at one moment as lines that fit a terminal: a header, a bar of its lanes, and a line for each lane there is room for. */
final class LiveFrame {

    /** Header, bar, headings, the line that counts the others, and the cursor's. */
    private static final int OTHER_LINES = 5;
    private static final List<Column> COLUMNS = List.of(
            new Column("DATABASE", false, 12, 0), new Column("STATUS", false, 0, 0), new Column("ON", false, 12, 3),
            new Column("ROUND", true, 0, 2), new Column("TASK", false, 12, 7), new Column("ELAPSED", true, 0, 6),
            new Column("ROWS", true, 0, 4), new Column("FAILED", true, 0, 5), new Column("MESSAGE", false, 15, 1));

    private final Console console;
    private final int width;

    LiveFrame(Console console, TerminalSize size) {
        this.console = console;
        // in a full line the cursor would be in the next one already
        this.width = size.columns() - 1;
    }

    static int room(TerminalSize size) {
        return Math.max(1, size.lines() - OTHER_LINES);
    }

    /** @param note the last line, e.g. that the server does not answer; null: none */
    List<String> lines(Run run, List<Lane> lanes, Instant now, String note) {
        List<String> lines = new ArrayList<>();
        lines.add(header(run, now));
        lines.add(bar(run));
        LiveColumns columns = new LiveColumns(COLUMNS, width);
        lanes.forEach(lane -> columns.row(lane(lane, now)));
        lines.addAll(columns.lines(console));
        int others = run.lanes().values().stream().mapToInt(Integer::intValue).sum() - lanes.size();
        if (note != null) {
            lines.add(console.paint(Wrap.cut(Cell.of(note).text(), width), Colour.YELLOW));
        } else if (others > 0) {
            lines.add(Wrap.cut("and " + others + (others == 1 ? " more lane" : " more lanes"), width));
        }
        return lines;
    }

    private String header(Run run, Instant now) {
        String start = "run " + run.id() + "  " + run.operation() + " on " + run.environment()
                + (run.instance() == 1 ? "" : " instance " + run.instance()) + ("T".equals(run.mode()) ? " (test)" : "") + "  ";
        Cell status = Status.cell(run.status());
        String took = "  " + console.took(run.lastStart(), run.end(), now);
        int room = Math.max(0, width - status.text().length() - took.length());
        return console.paint(Wrap.cut(start, room), Colour.BOLD) + console.paint(status) + took;
    }

    private String bar(Run run) {
        int all = run.lanes().values().stream().mapToInt(Integer::intValue).sum();
        int over = run.lanes().getOrDefault("C", 0) + run.lanes().getOrDefault("S", 0) + run.lanes().getOrDefault("X", 0);
        int errored = run.lanes().getOrDefault("E", 0) + run.lanes().getOrDefault("F", 0);
        int cells = Math.max(10, Math.min(40, width / 4));
        int done = all == 0 ? 0 : over * cells / all;
        // one errored lane of a thousand is seen
        int bad = all == 0 ? 0 : Math.min(cells - done, (errored * cells + all - 1) / all);
        String words = " " + (over + errored) + "/" + all + "  " + Lanes.count(run.lanes());
        return "[" + console.paint("#".repeat(done), Colour.GREEN) + console.paint("!".repeat(bad), Colour.RED)
                + ".".repeat(cells - done - bad) + "]" + Wrap.cut(words, Math.max(0, width - cells - 2));
    }

    private static Cell[] lane(Lane lane, Instant now) {
        boolean runs = lane.end() == null;
        Instant from = runs ? lane.stepStart() : lane.lastStart();
        String elapsed = from == null ? "" : Durations.words(Duration.between(from, runs ? now : lane.end()));
        String message = lane.waitingFor() != null ? "waits for " + lane.waitingFor() : lane.statusMessage();
        // where the message has no room, that it waits must still be seen
        Cell status = lane.waitingFor() == null ? Status.cell(lane.status()) : new Cell(lane.status() + " waits", Colour.YELLOW);
        return new Cell[] {Cell.of(lane.database()), status, Cell.of(lane.object()),
                Cell.of(lane.iteration() > 0 ? lane.iteration() : null), Cell.of(lane.procedure()), Cell.of(elapsed),
                Cell.of(lane.rows() == null ? null : Numbers.of(lane.rows())),
                new Cell(lane.failures() == 0 ? "" : String.valueOf(lane.failures()), Colour.RED), Cell.of(message)};
    }
}
