package org.domops.repository;

import org.domops.error.DomCode;
import org.domops.error.DomException;

/** The error -20020, which says whether something is missing or disabled. */
final class NotDefined {

    private NotDefined() {
    }

    static DomException missing(String what) {
        return new DomException(DomCode.NOT_DEFINED, what + " is not defined; expected it, enabled, in the repository");
    }

    static void unlessEnabled(String enabled, String what) {
        if (!"Y".equals(enabled)) {
            throw new DomException(DomCode.NOT_DEFINED, what + " is disabled; expected it to be enabled");
        }
    }
}
