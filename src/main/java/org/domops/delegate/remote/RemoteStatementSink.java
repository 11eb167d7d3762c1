package org.domops.delegate.remote;

import org.domops.delegate.StatementSink;
import org.domops.delegate.WorkerDesk;
import org.domops.engine.LaneToken;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.run.StepOrder;
import org.domops.target.SqlStatementRow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sends them to the server, under the lock of the token whose step they are of. */
final class RemoteStatementSink implements StatementSink {

    private final ServerCalls server;
    private final Map<Long, LaneToken> tokens = new ConcurrentHashMap<>();

    RemoteStatementSink(ServerCalls server) {
        this.server = server;
    }

    /** A step is to be called. */
    void begun(StepOrder order) {
        tokens.put(order.taskLogId(), order.token());
    }

    /** Its end is told. */
    void ended(StepOrder order) {
        tokens.remove(order.taskLogId());
    }

    /** The worker has done with the lane, however it ended. */
    void left(LaneToken token) {
        tokens.values().removeIf(token::equals);
    }

    @Override
    public void write(long runId, long taskLogId, int attempt, List<SqlStatementRow> rows) {
        LaneToken token = tokens.get(taskLogId);
        if (token == null) {
            throw new DomException(DomCode.STEP_LOST, "Step " + taskLogId + " of run " + runId + " is over.");
        }
        server.statements(new WorkerDesk.Statements(token.externalTaskId(), token.workerId(), taskLogId, attempt, rows));
    }
}
