package org.domops.delegate;

import org.domops.target.SqlStatementRow;

import java.util.List;

/** Where the statements of running steps go. */
public interface StatementSink {

    /**
     * Makes statements durable: when it returns they may be deleted on their target. A statement that is there already is
     * the same one, known by its attempt and number: one that ran is completed, nothing is there twice, and what has ended
     * does not run again.
     *
     * @param rows in the order they began; one that still runs comes again when it has ended
     * @throws RuntimeException when nothing of it was written; the same rows are given again later
     */
    void write(long runId, long taskLogId, int attempt, List<SqlStatementRow> rows);
}
