package org.domops.run;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneRow;
import org.domops.log.Status;

import java.util.Locale;
import java.util.Set;

import static org.domops.log.Status.C;
import static org.domops.log.Status.E;
import static org.domops.log.Status.H;
import static org.domops.log.Status.K;
import static org.domops.log.Status.P;
import static org.domops.log.Status.R;
import static org.domops.log.Status.S;
import static org.domops.log.Status.X;

/**
 * The one table of what a lane's status may change to, and by what; the README has the same table.
 *
 * <p>Each is one transaction of the repository and the engine. A crash just before its commit leaves what the transition
 * began from, a crash just after it what it led to; the comments say what happens then.
 */
public enum LaneTransition {
    /**
     * In the transaction that begins the first attempt since the lane's release. Before: the lane waits, its token is
     * fetched again. After: the next owner of the token continues that attempt.
     */
    START(Set.of(P), R, "the lane has its turn and its first step begins"),
    /**
     * In the transaction that records the last step and ends the dom-lane instance. Before: the last step is collected
     * from the target and the lane completed by the next owner. After: the check every second completes the run.
     */
    COMPLETE(Set.of(R), C, "its last object is complete"),
    /**
     * As COMPLETE, for a lane none of whose objects was run, as each of them was disabled before the restart.
     */
    COMPLETE_WITHOUT_OBJECTS(Set.of(R), S, "none of its objects was run: all were disabled before the restart"),
    /**
     * In the transaction that records the end of FINAL('Y'), or the error where no FINAL is due, and raises the incident.
     * Before: the error is committed already, and the next owner goes on with FINAL, or with the incident. After: the lane
     * waits for its restart. From E: a second branch of the lane has errored, too.
     */
    FAIL(Set.of(R, E), E, "a step failed for good, and FINAL is done with"),
    /**
     * In the transaction of the command; or, when Cockpit has set the retries, in the one that begins the restart's first
     * attempt. Before: the lane is errored, the command can be given again. After: the lane waits for its turn.
     */
    RESTART(Set.of(E), P, "the same command again, \"increment retries\", or step done | retry"),
    /**
     * In the transaction in which a token would have begun a step, and no other step of the lane runs. Before: the next
     * owner of the token meets the same order. After: the token is parked until the lane is resumed.
     */
    HALT(Set.of(R), H, "the run or the lane is halted, and its running steps have ended"),
    /** In the transaction of the order, or in the one that begins the next step. After: the token can be fetched. */
    RESUME(Set.of(H), R, "resumed"),
    /**
     * In the transaction of the order. Before: nothing has happened. After: the owner cancels the running statement at its
     * next heartbeat; if the owner is dead, whoever takes the lane over ends its sessions on the target.
     */
    CANCEL(Set.of(P, R, H, E), K, "cancelled by order: the target has not confirmed yet"),
    /**
     * In the transaction that deletes the lane's instances: the target has confirmed and FINAL('Y') is done with; or there
     * was nothing on the target; or by force. Before: the lane is asked again for confirmation. After: it is over.
     */
    CANCELLED(Set.of(K, P, R, H, E), X, "the target has confirmed; nothing ran there; or by force"),
    /** In the transaction of the order, which deletes the lane's instances. */
    SKIP(Set.of(P, E), S, "skipped by order, with a reason"),
    /**
     * In the transaction of the comparison of rows and instances, every 30 s. Before: the next comparison finds the same.
     * After: the restart begins a new instance.
     */
    LOSE_INSTANCE(Set.of(P, R, H), E, "somebody deleted its process instance");

    private final Set<Status> from;
    private final Status to;
    private final String when;

    LaneTransition(Set<Status> from, Status to, String when) {
        this.from = from;
        this.to = to;
        this.when = when;
    }

    /** The statuses it is allowed from. */
    public Set<Status> from() {
        return from;
    }

    /** The status after it. */
    public Status to() {
        return to;
    }

    /** When it happens, in one line for people. */
    public String when() {
        return when;
    }

    /** Whether it is allowed from that status. */
    public boolean allowedFrom(Status status) {
        return from.contains(status);
    }

    /** @throws DomException STEP_LOST when the lane's status doesn't allow it: somebody else has moved the lane */
    void require(LaneRow lane) {
        if (!allowedFrom(lane.status())) {
            throw new DomException(DomCode.STEP_LOST, "The lane of " + lane.database() + " in run " + lane.key().runId()
                    + " is " + lane.status().word() + ", so " + name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + " is not possible.");
        }
    }
}
