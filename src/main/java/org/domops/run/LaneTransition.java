package org.domops.run;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneRow;
import org.domops.log.Status;

import java.util.Set;

/** The one table of what a lane's status may change to, and by what. */
public enum LaneTransition {
    START(Set.of(Status.P), Status.R),
    COMPLETE(Set.of(Status.R), Status.C),
    FAIL(Set.of(Status.R), Status.E),
    RESTART(Set.of(Status.E), Status.R);

    private final Set<Status> from;
    private final Status to;

    LaneTransition(Set<Status> from, Status to) {
        this.from = from;
        this.to = to;
    }

    /** The status after it. */
    public Status to() {
        return to;
    }

    /** Whether it is allowed from that status. */
    public boolean allowedFrom(Status status) {
        return from.contains(status);
    }

    /** @throws DomException STEP_LOST when the lane's status doesn't allow it: somebody else has moved the lane */
    void require(LaneRow lane) {
        if (!allowedFrom(lane.status())) {
            throw new DomException(DomCode.STEP_LOST, "The lane of " + lane.database() + " in run " + lane.key().runId()
                    + " is " + lane.status().word() + ", so it can't " + name().toLowerCase() + ".");
        }
    }
}
