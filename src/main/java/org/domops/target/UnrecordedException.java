package org.domops.target;

import org.domops.error.DomCode;

/**
 * The session lives, but how the step ended could not be written into the target's own tables. It may have taken effect,
 * and calling it again would end no better: abort the session, and leave it to a person.
 */
public class UnrecordedException extends TargetException {

    /** @param message says how the step ended and what kept that from being recorded */
    public UnrecordedException(String message, Throwable cause) {
        super(DomCode.NOT_RECORDED, ErrorClass.PERMANENT, message, cause);
    }
}
