package org.domops.run;

import org.domops.error.DomCode;
import org.domops.error.DomException;

/**
 * What a person orders for a run that is under way.
 *
 * @param database of one lane; null: the whole run
 * @param reason null: none was given
 * @param username who ordered it
 */
public record LaneOrder(long runId, String database, String reason, String username) {

    public LaneOrder {
        database = database == null || database.isBlank() ? null : database.strip();
        reason = reason == null || reason.isBlank() ? null : reason.strip();
    }

    /** @throws DomException REASON_MISSING */
    LaneOrder requireReason(String what) {
        if (reason == null) {
            throw new DomException(DomCode.REASON_MISSING, what + " needs a reason, which the log keeps; expected one.");
        }
        return this;
    }

    /** @throws DomException INVALID_REQUEST */
    LaneOrder requireDatabase(String what) {
        if (database == null) {
            throw new DomException(DomCode.INVALID_REQUEST, what + " is for one database; expected its name.");
        }
        return this;
    }

    /** Who ordered it and why. */
    String words(String what) {
        return what + " by " + username + (reason == null ? "" : ": " + reason);
    }
}
