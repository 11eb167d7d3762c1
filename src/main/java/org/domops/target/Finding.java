package org.domops.target;

import java.util.Objects;

/**
 * What a check found of one thing.
 *
 * @param subject e.g. {@code privileges}
 * @param text for people, without a full stop
 */
public record Finding(Level level, String subject, String text) {

    /** From good to bad. */
    public enum Level {
        /** As it should be, or nobody can know; the text says which. */
        OK,
        /** A run may meet with it. */
        WARNING,
        /** A run will fail. */
        FAILURE
    }

    public Finding {
        Objects.requireNonNull(level);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(text);
    }

    public static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text);
    }

    public static Finding warning(String subject, String text) {
        return new Finding(Level.WARNING, subject, text);
    }

    public static Finding failure(String subject, String text) {
        return new Finding(Level.FAILURE, subject, text);
    }
}
