package org.domops.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * Where a command writes.
 *
 * @param out what was asked for
 * @param err what went wrong, and progress that is not part of the answer
 * @param colour whether a person looks at it on a terminal that shows colours
 * @param width characters in a line; very large where nobody looks
 * @param height lines that fit, {@link TerminalSize} knows what it is now; 0: nothing is to be drawn in place
 * @param zone times are shown in it
 */
public record Console(PrintWriter out, PrintWriter err, boolean colour, int width, int height, ZoneId zone) {

    private static final int UNLIMITED = 10_000;
    private static final int DEFAULT_WIDTH = 120;
    private static final int DEFAULT_HEIGHT = 24;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /**
     * The process's own. {@code ./dom} tells in system properties what Java 17 can't find out: whether standard output
     * is a terminal ({@code dom.terminal}) and how wide it is ({@code dom.columns}).
     */
    public static Console standard(Map<String, String> environment) {
        boolean terminal = Boolean.getBoolean("dom.terminal");
        boolean colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        int width = terminal ? Integer.getInteger("dom.columns", DEFAULT_WIDTH) : UNLIMITED;
        return new Console(new PrintWriter(System.out, true), new PrintWriter(System.err, true), colour, width,
                Integer.getInteger("dom.lines", DEFAULT_HEIGHT), ZoneId.systemDefault());
    }

    /** Whether a person looks at a terminal on which lines can be drawn in place. */
    public boolean live() {
        return colour && height > 0;
    }

    /** The same, with every line below the former one. */
    public Console scrolling() {
        return new Console(out, err, colour, width, 0, zone);
    }

    public void line(String text) {
        out.println(text);
        out.flush();
    }

    public void error(String text) {
        err.println(text);
        err.flush();
    }

    /** The cell's text, in its colour if colours are shown. */
    public String paint(Cell cell) {
        return colour ? cell.colour().paint(cell.text()) : cell.text();
    }

    public String paint(String text, Colour wanted) {
        return colour ? wanted.paint(text) : text;
    }

    /** @param instant null gives an empty string */
    public String time(Instant instant) {
        return instant == null ? "" : TIME.format(instant.atZone(zone));
    }

    /** From start to end, up to now where the end is null; empty where there was no start. */
    public String took(Instant start, Instant end, Instant now) {
        return start == null ? "" : Durations.words(Duration.between(start, end == null ? now : end));
    }
}
