package org.domops.target;

import org.domops.error.DomCode;
import org.domops.error.DomException;

/** An error that a target caused, or a target's refusal. */
public class TargetException extends DomException {

    private final ErrorClass errorClass;

    /** @param cause may be null */
    public TargetException(DomCode code, ErrorClass errorClass, String message, Throwable cause) {
        super(code, message, cause);
        this.errorClass = errorClass;
    }

    /** What the error means for a retry. */
    public ErrorClass errorClass() {
        return errorClass;
    }

    /** True if the same thing may work at the next try. */
    public boolean transientError() {
        return errorClass == ErrorClass.TRANSIENT;
    }
}
