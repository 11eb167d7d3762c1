package org.domops.check;

/**
 * What a reading of a source found in one place.
 *
 * @param line from 1
 * @param column from 1
 * @param text without a full stop
 */
public record Remark(int line, int column, Level level, String text) {

    /** From bad to good. */
    public enum Level {
        /** An operation can't use the package so. */
        ERROR,
        /** Probably not as it should be; a person has to look. */
        WARNING,
        /** To be known. */
        NOTE
    }

    static Remark at(Token token, Level level, String text) {
        return new Remark(token.line(), token.column(), level, text);
    }
}
