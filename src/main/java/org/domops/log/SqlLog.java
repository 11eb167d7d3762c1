package org.domops.log;

import org.domops.target.SqlStatementRow;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** DOM$SQL_LOG. Every method takes part in the caller's transaction. */
@Repository
public class SqlLog {

    private static final String DIED = "the session ended before the statement did";

    private final JdbcClient jdbc;

    public SqlLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the statements of an attempt that has ended: one still open on the target ended with its session. */
    public void insert(long runId, long taskLogId, int attempt, List<SqlStatementRow> statements) {
        for (SqlStatementRow statement : statements) {
            boolean died = Status.R.name().equals(statement.status());
            jdbc.sql("""
                    insert into DOM$SQL_LOG (run_id, task_log_id, attempt, target_seq, sql_text, status, preview,
                           rows_processed, threads, error_code, status_msg, start_dttm, end_dttm)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .param(runId).param(taskLogId).param(attempt).param(statement.seq()).param(statement.sqlText())
                    .param(died ? Status.E.name() : statement.status()).param(Columns.flag(statement.preview()))
                    .param(statement.rows()).param(statement.threads()).param(statement.errorCode())
                    .param(Columns.text(died ? DIED : statement.message())).param(Columns.utc(statement.start()))
                    .param(Columns.utc(statement.end())).update();
        }
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
