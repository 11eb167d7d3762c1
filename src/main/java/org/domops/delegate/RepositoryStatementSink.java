package org.domops.delegate;

import org.domops.log.SqlLog;
import org.domops.target.SqlStatementRow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;
import java.util.concurrent.Semaphore;

/** Writes them into DOM$SQL_LOG, a transaction for each batch. */
@Component
class RepositoryStatementSink implements StatementSink {

    /** Of the repository's ten connections: leases and steps' ends must not wait for logs. */
    private final Semaphore connections = new Semaphore(3, true);
    private final TransactionTemplate transaction;
    private final SqlLog log;

    RepositoryStatementSink(TransactionTemplate transaction, SqlLog log) {
        this.transaction = transaction;
        this.log = log;
    }

    @Override
    public void write(long runId, long taskLogId, int attempt, List<SqlStatementRow> rows) {
        connections.acquireUninterruptibly();
        try {
            transaction.executeWithoutResult(status -> log.write(runId, taskLogId, attempt, rows));
        } finally {
            connections.release();
        }
    }
}
