package org.domops.target;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of a script, without the comments before it.
 *
 * @param line number of its first line in the script, from 1
 */
public record SqlStatement(int line, String text) {

    private static final Pattern CREATE = Pattern.compile(
            "CREATE\\s+(?:OR\\s+REPLACE\\s+)?(PACKAGE\\s+BODY|PACKAGE|PROCEDURE|FUNCTION|TABLE)\\s+"
                    + "(?:IF\\s+NOT\\s+EXISTS\\s+)?[\"`]?([A-Za-z][A-Za-z0-9_$#]*)", Pattern.CASE_INSENSITIVE);

    /**
     * What a statement creates.
     *
     * @param type PACKAGE, PACKAGE BODY, PROCEDURE, FUNCTION or TABLE
     * @param name as written
     */
    public record Created(String type, String name) {
    }

    /** Empty if there is nothing but comments. */
    static Optional<SqlStatement> of(int line, String text) {
        int start = 0;
        boolean moved = true;
        while (moved) {
            int before = start;
            while (start < text.length() && (Character.isWhitespace(text.charAt(start)) || text.charAt(start) == '\uFEFF')) {
                start++;
            }
            if (text.startsWith("--", start)) {
                start = endOf(text, "\n", start);
            } else if (text.startsWith("/*", start)) {
                start = endOf(text, "*/", start);
            }
            moved = start > before;
        }
        if (start >= text.length()) {
            return Optional.empty();
        }
        int skipped = (int) text.substring(0, start).chars().filter(c -> c == '\n').count();
        return Optional.of(new SqlStatement(line + skipped, text.substring(start).stripTrailing()));
    }

    private static int endOf(String text, String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    /** Empty if it creates something else, or nothing. */
    public Optional<Created> creates() {
        Matcher matcher = CREATE.matcher(text);
        return matcher.lookingAt()
                ? Optional.of(new Created(matcher.group(1).toUpperCase(Locale.ROOT).replaceAll("\\s+", " "), matcher.group(2)))
                : Optional.empty();
    }
}
