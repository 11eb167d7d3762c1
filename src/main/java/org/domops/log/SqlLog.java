package org.domops.log;

import org.domops.target.SqlStatementRow;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** DOM$SQL_LOG. Every method takes part in the caller's transaction. */
@Repository
public class SqlLog {

    private static final String UNSEEN = "its end was not seen: the session or the connection ended before";
    /** Rows that may lie between the first and the last of a batch, for them all to be looked up at once. */
    private static final int CLOSE_TOGETHER = 10;

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;

    public SqlLog(JdbcTemplate template) {
        this.batches = template;
        this.jdbc = JdbcClient.create(template);
    }

    /**
     * Adds an attempt's statements, and completes those that are there and ran. One that is there is the same one, whoever
     * read it from the target; what has ended stays so.
     *
     * @param statements in the order they began
     * @throws org.springframework.dao.DuplicateKeyException when another transaction adds the same ones now: try again
     */
    public void write(long runId, long taskLogId, int attempt, List<SqlStatementRow> statements) {
        Set<Long> known = known(taskLogId, attempt, statements);
        List<SqlStatementRow> added = statements.stream().filter(row -> !known.contains(row.seq())).toList();
        batches.batchUpdate("""
                insert into DOM$SQL_LOG (run_id, task_log_id, attempt, target_seq, sql_text, status, preview,
                       rows_processed, threads, error_code, status_msg, start_dttm, end_dttm)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", added.stream().map(row -> new Object[] {runId, taskLogId,
                    attempt, row.seq(), Columns.longText(row.sqlText()), row.status(), Columns.flag(row.preview()), row.rows(), row.threads(),
                    row.errorCode(), Columns.text(row.message()), Columns.utc(row.start()), Columns.utc(row.end())}).toList());
        batches.batchUpdate("""
                update DOM$SQL_LOG set status = ?, rows_processed = ?, threads = ?, error_code = ?, status_msg = ?, end_dttm = ?
                where task_log_id = ? and attempt = ? and target_seq = ?""",
                statements.stream().filter(row -> !row.running() && known.contains(row.seq())).map(row -> new Object[] {
                    row.status(), row.rows(), row.threads(), row.errorCode(), Columns.text(row.message()),
                    Columns.utc(row.end()), taskLogId, attempt, row.seq()}).toList());
    }

    /** Which of the statements are there. */
    private Set<Long> known(long taskLogId, int attempt, List<SqlStatementRow> statements) {
        Set<Long> known = new HashSet<>();
        int first = 0;
        int last = statements.size() - 1;
        // long-running ones may have millions of others after them
        while (first < last && statements.get(last).seq() - statements.get(first).seq() > (long) CLOSE_TOGETHER * statements.size()) {
            long seq = statements.get(first++).seq();
            known.addAll(known(taskLogId, attempt, seq, seq));
        }
        if (first <= last) {
            known.addAll(known(taskLogId, attempt, statements.get(first).seq(), statements.get(last).seq()));
        }
        return known;
    }

    private List<Long> known(long taskLogId, int attempt, long from, long through) {
        return jdbc.sql("""
                select target_seq from DOM$SQL_LOG
                where task_log_id = ? and attempt = ? and target_seq between ? and ?""")
                .params(taskLogId, attempt, from, through).query(Long.class).list();
    }

    /** The attempts are over: what is not known to have ended did so with its session, nobody knows when. */
    public void closeOpen(long taskLogId, int fromAttempt, int throughAttempt) {
        jdbc.sql("""
                update DOM$SQL_LOG set status = 'E', status_msg = ?
                where task_log_id = ? and attempt between ? and ? and status = 'R'""")
                .params(UNSEEN, taskLogId, fromAttempt, throughAttempt).update();
    }

    /**
     * A run's statements in the order they were run.
     *
     * @param taskLogId of one step only; null: of all
     * @param after only those with a greater id, for paging
     * @param limit at most so many rows
     */
    public List<SqlRow> of(long runId, Long taskLogId, long after, int limit) {
        return jdbc.sql("""
                select s.*, t.database_name, t.object_owner, t.object_name, t.procedure_name, t.repeat_instance
                from DOM$SQL_LOG s join DOM$TASK_LOG t on t.id = s.task_log_id
                where s.run_id = :run and s.id > :after and (cast(:task as bigint) is null or s.task_log_id = :task)
                order by s.id fetch first :limit rows only""")
                .param("run", runId).param("after", after).param("task", taskLogId).param("limit", limit)
                .query(SqlLog::row).list();
    }

    static SqlRow row(ResultSet row, int n) throws SQLException {
        String owner = row.getString("object_owner");
        return new SqlRow(row.getLong("id"), row.getLong("task_log_id"), row.getString("database_name"),
                owner == null ? null : owner + "." + row.getString("object_name"), row.getString("procedure_name"),
                row.getInt("repeat_instance"), row.getInt("attempt"), row.getString("sql_text"),
                Columns.status(row, "status"), Columns.yes(row, "preview"), Columns.number(row, "rows_processed"),
                Columns.integer(row, "threads"), Columns.integer(row, "error_code"), row.getString("status_msg"),
                Columns.instant(row, "start_dttm"), Columns.instant(row, "end_dttm"));
    }
}
