package org.domops.delegate;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.run.StepOrder;
import org.domops.target.SqlStatementRow;
import org.domops.target.StatementBatch;
import org.domops.target.StatementCursor;
import org.domops.target.TargetSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is left of a step's statements on its target when its call is over. All but the last batch go to the sink, so that
 * memory is bounded; the last one, for most steps the only one, goes with the step's end.
 */
@Component
class StatementRest {

    private static final Logger LOG = LoggerFactory.getLogger(StatementRest.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** After so many tries the lane is left to its next owner, who collects the step's end from the target. */
    private static final int TRIES = 60;

    private final StatementSink sink;
    private final WorkerStop stop;
    private final LiveLogProperties properties;

    StatementRest(StatementSink sink, WorkerStop stop, LiveLogProperties properties) {
        this.sink = sink;
        this.stop = stop;
        this.properties = properties;
    }

    /**
     * The last statements of the attempt, and of those before it whose outcome is not known.
     *
     * @throws DomException STEP_LOST when the others could not be written; from the target, see {@link TargetSession#sqlLog}
     */
    Map<Integer, List<SqlStatementRow>> of(StepOrder order, LaneSession lane, TargetSession session) {
        Map<Integer, List<SqlStatementRow>> last = new TreeMap<>();
        StatementCursor carried = lane.live().handOver();
        for (int attempt = order.unknownFrom(); attempt <= order.attempt(); attempt++) {
            StatementCursor from = attempt == order.attempt() ? carried : StatementCursor.START;
            List<SqlStatementRow> rows = rest(order, attempt, from, session);
            if (!rows.isEmpty()) {
                // an attempt without statements has nothing to trim either: a round trip less for each such step
                last.put(attempt, rows);
            }
        }
        return last;
    }

    private List<SqlStatementRow> rest(StepOrder order, int attempt, StatementCursor from, TargetSession session) {
        StatementCursor cursor = from;
        StatementBatch batch = session.sqlLog(order.taskLogId(), attempt, cursor, properties.batch());
        while (batch.more()) {
            write(order, attempt, batch.rows());
            cursor = cursor.past(batch.rows());
            session.trim(order.taskLogId(), attempt, cursor);
            batch = session.sqlLog(order.taskLogId(), attempt, cursor, properties.batch());
        }
        return batch.rows();
    }

    private void write(StepOrder order, int attempt, List<SqlStatementRow> rows) {
        for (int tries = 1; ; tries++) {
            try {
                sink.write(order.run().id(), order.taskLogId(), attempt, rows);
                return;
            } catch (RuntimeException e) {
                if (e instanceof DomException refused && refused.code() == DomCode.STEP_LOST) {
                    throw e;
                }
                LOG.warn("Statements of {} in run {} could not be written now, it is tried again: {}", order.procedure(),
                        order.run().id(), e.toString());
                if (tries == TRIES || stop.await(AGAIN)) {
                    throw new DomException(DomCode.STEP_LOST, order.procedure() + " of run " + order.run().id()
                            + " is left to be continued: its statements can't be written.", e);
                }
            }
        }
    }
}
