package org.domops.console;

import java.util.List;

/**
 * Lines on a terminal that are drawn again and again in the same place, below what was printed before. Nothing that was
 * printed before is touched, so that a person can scroll back to it.
 */
public final class Screen {

    private static final String TO_LINE_END = "\033[K";
    private static final String TO_SCREEN_END = "\033[J";

    private final Console console;
    private TerminalSize size;
    private int drawn;

    public Screen(Console console) {
        this.console = console;
    }

    /**
     * Draws the lines in place of those drawn last, in one write, so that nothing flickers.
     *
     * @param lines shorter than the terminal is wide, colours not counted, and fewer than it is high
     */
    public void draw(TerminalSize now, List<String> lines) {
        StringBuilder frame = new StringBuilder();
        if (size != null && !now.equals(size)) {
            // the terminal has broken the old lines anew: nobody knows where they begin
            frame.append("\033[2J\033[H");
        } else if (drawn > 0) {
            frame.append("\033[").append(drawn).append('A').append('\r');
        }
        lines.forEach(line -> frame.append(line).append(TO_LINE_END).append('\n'));
        frame.append(TO_SCREEN_END);
        console.out().print(frame);
        console.out().flush();
        size = now;
        drawn = lines.size();
    }
}
