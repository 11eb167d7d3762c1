package org.domops.error;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** An error with what is behind it. */
public final class Causes {

    private Causes() {
    }

    /** The error itself, its cause, and so on to the innermost. */
    public static Stream<Throwable> of(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause);
    }

    /** The first of a type, from the error itself on. */
    public static <T> Optional<T> first(Class<T> type, Throwable error) {
        return of(error).filter(type::isInstance).map(type::cast).findFirst();
    }

    public static Throwable innermost(Throwable error) {
        return of(error).reduce(error, (outer, inner) -> inner);
    }

    /** What the innermost says; its class where it says nothing. */
    public static String reason(Throwable error) {
        Throwable innermost = innermost(error);
        return innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
    }
}
