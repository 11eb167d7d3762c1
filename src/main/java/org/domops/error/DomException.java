package org.domops.error;

import java.util.Objects;

/** Something that a person has to know: what was wrong, where, what was expected; with a stable code. */
public class DomException extends RuntimeException {

    private final transient DomCode code;

    /**
     * @param code never null
     * @param message says what was wrong, where, and what was expected; never null
     */
    public DomException(DomCode code, String message) {
        this(code, message, null);
    }

    /** @param cause may be null; it goes to the server's log, never to a person */
    public DomException(DomCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code);
    }

    public DomCode code() {
        return code;
    }
}
