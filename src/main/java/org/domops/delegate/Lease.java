package org.domops.delegate;

import org.domops.engine.LaneToken;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lane that a worker works on: its token's lock, extended by the heartbeat.
 *
 * <p>The heartbeat pauses while a transaction moves the token: the two would meet at the same row, and one of them
 * would fail.
 */
public final class Lease {

    /** Of the heartbeat, which may wait for a connection meanwhile; the fields have this object's own lock. */
    private final ReentrantLock turn = new ReentrantLock();
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

    /** Whether it is of the same external task, under whatever lock. */
    boolean of(LaneToken other) {
        return token().externalTaskId().equals(other.externalTaskId());
    }

    /** Returns when no heartbeat is under way, and none begins until {@link #resume}. */
    public void pause() {
        turn.lock();
        try {
            pausing(true);
        } finally {
            turn.unlock();
        }
    }

    private synchronized void pausing(boolean pause) {
        paused = pause;
    }

    /** Keeps the token where it is for a heartbeat, until {@link #release} by the same thread. @return false: it is being moved */
    boolean hold() {
        turn.lock();
        if (standing().isPresent()) {
            return true;
        }
        turn.unlock();
        return false;
    }

    void release() {
        turn.unlock();
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

    /** Whether the lock could not be extended when it was last tried: the instance is gone, or another owner has taken over. */
    synchronized boolean lost() {
        return lost;
    }
}
