package org.domops.delegate;

import org.domops.error.DomCode;
import org.domops.run.StepOutcome;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Ends a lane's running call from outside: because the lane is cancelled, or because the call has taken too long. First
 * the statement is cancelled; a session that doesn't take notice is thrown away a few heartbeats later.
 */
final class CallGuard {

    private static final int CANCELS_BEFORE_ABORT = 3;

    private final LaneSession session;
    private final Clock clock;
    private Instant since;
    private Duration most;
    private boolean cancellable;
    private DomCode reason;
    private int asked;

    CallGuard(LaneSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /**
     * A call is to begin.
     *
     * @param longest null: it may take any time
     * @param byOrder whether cancelling the lane ends it; FINAL of a cancelled lane it does not
     */
    synchronized void begin(Duration longest, boolean byOrder) {
        most = longest;
        cancellable = byOrder;
        since = null;
        reason = null;
        asked = 0;
    }

    /** The procedure is about to be called; waiting before that does not count. */
    synchronized void calling() {
        since = clock.instant();
    }

    synchronized void end() {
        since = null;
        most = null;
        cancellable = false;
    }

    /** Why the call was, or is to be, ended; empty: it was not. */
    synchronized Optional<DomCode> reason() {
        return Optional.ofNullable(reason);
    }

    /** The outcome with DOM's reason of its error, if it was DOM that ended the call. */
    synchronized StepOutcome explained(StepOutcome outcome) {
        boolean ended = reason != null && (asked > 0 || !outcome.completed());
        return !ended ? outcome : outcome.because(reason, reason == DomCode.MAX_STEP_TIME
                ? "cancelled after its max_step_time of " + most : "cancelled by order");
    }

    /**
     * At each heartbeat, in a thread of its own, as the database may take its time.
     *
     * @param cancelled whether the lane is to be cancelled
     */
    void beat(boolean cancelled) {
        int times;
        synchronized (this) {
            if (cancelled && cancellable) {
                reason = DomCode.STEP_CANCELLED;
            } else if (since != null && most != null && clock.instant().isAfter(since.plus(most))) {
                reason = DomCode.MAX_STEP_TIME;
            }
            if (reason == null || since == null) {
                return;
            }
            times = ++asked;
        }
        if (times > CANCELS_BEFORE_ABORT || !session.cancel()) {
            session.abortRunning();
        }
    }
}
