package org.domops.delegate;

import org.domops.engine.ExternalTasks;
import org.domops.engine.LaneToken;
import org.domops.repository.RepositoryOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane that this server works on: its token's lock, extended by the heartbeat.
 *
 * <p>The heartbeat pauses while a transaction moves the token: the two would meet at the same row, and one of them
 * would fail.
 */
final class Lease {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final ExternalTasks externalTasks;
    private LaneToken token;
    private boolean paused;
    private boolean lost;
    private volatile CallGuard guard;

    Lease(ExternalTasks externalTasks, LaneToken token) {
        this.externalTasks = externalTasks;
        this.token = token;
    }

    synchronized LaneToken token() {
        return token;
    }

    /** Returns when no heartbeat is under way, and none begins until {@link #resume}. */
    synchronized void pause() {
        paused = true;
    }

    /** @param next the token that the lane has now */
    synchronized void resume(LaneToken next) {
        token = next;
        paused = false;
    }

    /** What ends the running call from outside. */
    void guard(CallGuard calls) {
        guard = calls;
    }

    /** @param cancelled whether the lane is to be cancelled; see {@link CallGuard#beat} */
    void guardBeat(boolean cancelled) {
        CallGuard calls = guard;
        if (calls != null) {
            calls.beat(cancelled);
        }
    }

    /** Whether the lock could not be extended: the instance is gone, or another owner has taken over. */
    synchronized boolean lost() {
        return lost;
    }

    /** Extends the lock. Whether a lock that can't be extended is lost is found out before its step's end is recorded. */
    synchronized void beat() {
        if (paused) {
            return;
        }
        try {
            externalTasks.extend(token);
            lost = false;
        } catch (RuntimeException e) {
            lost = true;
            if (!RepositoryOutage.in(e)) {
                LOG.warn("The lease of {} in run {} could not be extended: {}", token.procedure(), token.runId(), e.toString());
            }
        }
    }
}
