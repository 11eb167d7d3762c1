package org.domops.run;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneRow;
import org.domops.log.Status;

import java.util.Locale;
import java.util.Set;

/**
 * The one table of what a lane's status may change to, and by what.
 *
 * <p>Each is one transaction of the repository and the engine. A crash just before its commit leaves what the transition
 * began from, a crash just after it what it led to; the comments say what happens then.
 */
public enum LaneTransition {
    /**
     * In the transaction that begins the lane's first attempt. Before: the lane waits, its token is fetched again. After:
     * the next owner of the token continues that attempt.
     */
    START(Set.of(Status.P), Status.R),
    /**
     * In the transaction that records the last step and ends the dom-lane instance. Before: the last step is collected
     * from the target and the lane completed by the next owner. After: the check every second completes the run.
     */
    COMPLETE(Set.of(Status.R), Status.C),
    /**
     * In the transaction that records the end of FINAL('Y'), or the error where no FINAL is due, and raises the incident.
     * Before: the error is committed already, and the next owner goes on with FINAL, or with the incident. After: the lane
     * waits for its restart.
     */
    FAIL(Set.of(Status.R), Status.E),
    /**
     * In the transaction of the command, with the engine's retries; or, when Cockpit has set them, in the one that begins
     * the first attempt of the restart. Before: the lane is errored, the command can be given again. After: any worker
     * goes on from the step's phase.
     */
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
                    + " is " + lane.status().word() + ", so it can't " + name().toLowerCase(Locale.ROOT) + ".");
        }
    }
}
