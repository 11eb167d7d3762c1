package org.domops.client;

/**
 * One mistake in a file that was sent.
 *
 * @param line from 1; 0: the file as a whole
 * @param expected what would be right; null where the message says it
 */
public record Mistake(String file, int line, int column, String message, String expected) {

    /** In the form that editors make a link of. */
    public String text() {
        String where = line > 0 ? file + ":" + line + ":" + column : file;
        return where + ": " + message + (expected == null || expected.isBlank() ? "" : "; expected: " + expected);
    }
}
