package org.domops.delegate;

import org.domops.log.SqlLog;
import org.domops.target.SqlStatementRow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;

/** Writes them into DOM$SQL_LOG, a transaction for each batch. */
@Component
class RepositoryStatementSink implements StatementSink {

    private final RepositoryConnections connections;
    private final TransactionTemplate transaction;
    private final SqlLog log;

    RepositoryStatementSink(RepositoryConnections connections, TransactionTemplate transaction, SqlLog log) {
        this.connections = connections;
        this.transaction = transaction;
        this.log = log;
    }

    @Override
    public void write(long runId, long taskLogId, int attempt, List<SqlStatementRow> rows) {
        connections.forLog(() -> transaction.executeWithoutResult(status -> log.write(runId, taskLogId, attempt, rows)));
    }
}
