package org.domops.repository;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.repository.fleetfile.Suggestion;

import java.util.List;

/** The error -20020, which says whether something is missing or disabled. */
final class NotDefined {

    private NotDefined() {
    }

    static DomException missing(String what) {
        return new DomException(DomCode.NOT_DEFINED, what + " is not defined; expected it, enabled, in the repository");
    }

    /** @param known the names of those that are there and enabled: the closest is suggested */
    static DomException missing(String what, String name, List<String> known) {
        return new DomException(DomCode.NOT_DEFINED, what + " " + name + " is not defined; expected "
                + (known.isEmpty() ? "it, enabled, in the repository, which has none" : Suggestion.expectation(name, known)));
    }

    static void unlessEnabled(String enabled, String what) {
        if (!"Y".equals(enabled)) {
            throw new DomException(DomCode.NOT_DEFINED, what + " is disabled; expected it to be enabled");
        }
    }
}
