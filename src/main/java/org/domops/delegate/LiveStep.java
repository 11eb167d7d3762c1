package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.run.StepOrder;
import org.domops.target.StatementBatch;
import org.domops.target.StatementCursor;
import org.domops.target.TargetMonitor;
import org.domops.target.TargetSession;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A step that a lane works on, as the monitor of its database sees it. Its statements are carried by the monitor until
 * the lane's own session, the call being over, reads the rest; never by both.
 */
final class LiveStep {

    private final LaneSession lane;
    private final long runId;
    private final long taskLogId;
    private final int attempt;
    private final Instant begun;
    private StatementCursor cursor = StatementCursor.START;
    private boolean handedOver;
    private TargetSession missing;
    private Instant missingSince;
    private TargetSession givenUp;

    LiveStep(LaneSession lane, StepOrder order, Instant begun) {
        this.lane = lane;
        this.runId = order.run().id();
        this.taskLogId = order.taskLogId();
        this.attempt = order.attempt();
        this.begun = begun;
        // code is installed without statements to log, and before it is there may be no table of them
        this.handedOver = order.kind() == StepKind.INSTALL;
    }

    Instant begun() {
        return begun;
    }

    LaneSession lane() {
        return lane;
    }

    long taskLogId() {
        return taskLogId;
    }

    int attempt() {
        return attempt;
    }

    /** For messages. */
    @Override
    public String toString() {
        return "step " + taskLogId + " of run " + runId;
    }

    /** From where the monitor reads on; empty: the lane reads itself. */
    private synchronized Optional<StatementCursor> cursor() {
        return handedOver ? Optional.empty() : Optional.of(cursor);
    }

    /** From where the lane reads on; the monitor does not any more. Waits while the monitor is writing. */
    synchronized StatementCursor handOver() {
        handedOver = true;
        return cursor;
    }

    /** Whether a part of the statements was carried while the step ran. */
    synchronized boolean carried() {
        return !cursor.equals(StatementCursor.START);
    }

    /**
     * Carries the next batch from the target to the sink, then deletes on the target what has ended.
     *
     * @return whether there is more to carry now
     */
    boolean carry(TargetMonitor monitor, StatementSink sink, int most) {
        Optional<StatementCursor> from = cursor();
        if (from.isEmpty()) {
            return false;
        }
        StatementBatch batch = monitor.sqlLog(taskLogId, attempt, from.get(), most);
        StatementCursor next = from.get().past(batch.rows());
        // a row that still runs is no news
        if (next.equals(from.get()) || !write(batch, next, sink)) {
            return false;
        }
        if (batch.rows().stream().anyMatch(row -> !row.running())) {
            monitor.trim(taskLogId, attempt, next);
        }
        return batch.more();
    }

    private synchronized boolean write(StatementBatch batch, StatementCursor next, StatementSink sink) {
        if (handedOver) {
            return false;
        }
        sink.write(runId, taskLogId, attempt, batch.rows());
        cursor = next;
        return true;
    }

    /**
     * Whether the session that the step runs in has been missing on the target for so long, without our having heard of it.
     * Of each session it is said once: its lane may still be telling the server of the step's end.
     *
     * @param gone whether it is missing now
     */
    boolean lost(TargetSession session, boolean gone, Instant now, Duration longEnough) {
        if (!gone) {
            missing = null;
            return false;
        }
        if (session != missing) {
            missing = session;
            missingSince = now;
            return false;
        }
        boolean lost = session != givenUp && !now.isBefore(missingSince.plus(longEnough));
        if (lost) {
            givenUp = session;
        }
        return lost;
    }
}
