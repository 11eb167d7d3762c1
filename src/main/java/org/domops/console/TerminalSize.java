package org.domops.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much fits on the terminal.
 *
 * @param lines at least 1
 * @param columns at least 1
 */
public record TerminalSize(int lines, int columns) {

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4}) ([1-9]\\d{0,4})");

    /** What it is now, by the system's {@code stty}; as the console was told at its start where that can't be asked. */
    public static TerminalSize now(Console console) {
        TerminalSize atStart = new TerminalSize(console.height(), console.width());
        if (!Boolean.getBoolean("dom.terminal") || !new File("/dev/tty").exists()) {
            return atStart;
        }
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            Matcher size = SIZE.matcher(said);
            return stty.waitFor(1, TimeUnit.SECONDS) && size.matches()
                    ? new TerminalSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))) : atStart;
        } catch (IOException e) {
            // no stty, or no terminal of our own to ask: what it was at the start has to do
            return atStart;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return atStart;
        }
    }
}
