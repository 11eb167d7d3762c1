package org.domops.check;

import java.util.Locale;
import java.util.Set;

/**
 * A piece of a source that is neither blank nor comment.
 *
 * @param text of a word as it is written, of a text what stands between its quotes, else one character or {@code =>}, {@code :=}
 */
record Token(int line, int column, Kind kind, String text) {

    enum Kind { WORD, TEXT, SYMBOL }

    /** A word or symbol, in any case. */
    boolean is(String wanted) {
        return kind != Kind.TEXT && text.equalsIgnoreCase(wanted);
    }

    /** @param wanted in upper case */
    boolean isOneOf(Set<String> wanted) {
        return kind != Kind.TEXT && wanted.contains(text.toUpperCase(Locale.ROOT));
    }
}
