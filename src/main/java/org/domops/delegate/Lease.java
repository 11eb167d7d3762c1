package org.domops.delegate;

import org.domops.engine.LaneToken;
import org.domops.repository.RepositoryOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A lane that a worker works on: its token's lock, extended by the heartbeat.
 *
 * <p>The heartbeat pauses while a transaction moves the token: the two would meet at the same row, and one of them
 * would fail.
 */
public final class Lease {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private LaneToken token;
    private boolean paused;
    private boolean lost;
    private boolean settled;
    private volatile CallGuard guard;

    public Lease(LaneToken token) {
        this.token = token;
    }

    public synchronized LaneToken token() {
        return token;
    }

    /** Returns when no heartbeat is under way, and none begins until {@link #resume}. */
    public synchronized void pause() {
        paused = true;
    }

    /** @param next the token that the lane has now */
    public synchronized void resume(LaneToken next) {
        token = next;
        paused = false;
    }

    /** What becomes of the token is decided: the lane has nothing more for this worker. */
    synchronized void settle() {
        settled = true;
    }

    synchronized boolean settled() {
        return settled;
    }

    /** The token whose lock is to be extended now; empty: none, as it is being moved. */
    public synchronized Optional<LaneToken> standing() {
        return paused ? Optional.empty() : Optional.of(token);
    }

    /** What a heartbeat said of a token's lock. @param gone the lock is another's, or the token is gone */
    public synchronized void told(LaneToken asked, boolean gone) {
        if (asked.equals(token)) {
            lost = gone;
        }
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

    /**
     * Extends the lock. Whether a lock that can't be extended is lost is found out before its step's end is recorded.
     *
     * @param extension throws when the lock can't be extended
     */
    synchronized void beat(Consumer<LaneToken> extension) {
        if (paused) {
            return;
        }
        try {
            extension.accept(token);
            lost = false;
        } catch (RuntimeException e) {
            lost = true;
            if (!RepositoryOutage.in(e)) {
                LOG.warn("The lease of {} in run {} could not be extended: {}", token.procedure(), token.runId(), e.toString());
            }
        }
    }
}
