package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.domops.target.SqlStatementRow;
import org.domops.target.StatementBatch;
import org.domops.target.StatementCursor;

/** DOM$SQL_BUFFER: the statements an operation ran, until the server has them. */
final class SqlBuffer {

    private static final int FETCH_SIZE = 50;
    /** Characters after which a batch is full: a statement may have megabytes. */
    private static final int MOST_TEXT = 4_000_000;
    private static final int DELETED_AT_ONCE = 1000;

    private final Connection connection;

    SqlBuffer(Connection connection) {
        this.connection = connection;
    }

    StatementBatch read(long taskLogId, int attempt, StatementCursor from, int most) throws SQLException {
        String open = from.open().isEmpty() ? "" : " OR seq IN (" + binds(from) + ")";
        // the result is copied first: a table lock held while it travels would keep the step's own session waiting
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT SQL_BUFFER_RESULT seq, sql_text, status, preview, rows_processed, threads, error_code, status_msg,
                       start_dttm, end_dttm
                FROM   DOM$SQL_BUFFER
                WHERE  task_log_id = ? AND attempt = ? AND (seq > ?%s)
                ORDER BY seq LIMIT ?""".formatted(open))) {
            statement.setFetchSize(FETCH_SIZE);
            statement.setInt(bind(statement, taskLogId, attempt, from), most);
            return batch(statement, most);
        }
    }

    private static StatementBatch batch(PreparedStatement statement, int most) throws SQLException {
        List<SqlStatementRow> rows = new ArrayList<>();
        long length = 0;
        try (ResultSet result = statement.executeQuery()) {
            while (length < MOST_TEXT && result.next()) {
                SqlStatementRow row = row(result);
                length += row.sqlText().length();
                rows.add(row);
            }
        }
        return new StatementBatch(rows, rows.size() == most || length >= MOST_TEXT);
    }

    private static SqlStatementRow row(ResultSet result) throws SQLException {
        Integer errorCode = result.getObject("error_code", Integer.class);
        return new SqlStatementRow(
                result.getLong("seq"),
                result.getString("sql_text"),
                result.getString("status"),
                "Y".equals(result.getString("preview")),
                result.getObject("rows_processed", Long.class),
                result.getObject("threads", Integer.class),
                errorCode == null ? null : MariaDbErrors.visibleCode(errorCode),
                result.getString("status_msg"),
                instant(result, "start_dttm"),
                instant(result, "end_dttm"));
    }

    private static Instant instant(ResultSet result, String column) throws SQLException {
        LocalDateTime utc = result.getObject(column, LocalDateTime.class);
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }

    void trim(long taskLogId, int attempt, StatementCursor read) throws SQLException {
        String open = read.open().isEmpty() ? "" : "AND seq NOT IN (" + binds(read) + ")";
        try (PreparedStatement statement = connection.prepareStatement("""
                DELETE FROM DOM$SQL_BUFFER
                WHERE  task_log_id = ? AND attempt = ? AND seq <= ? AND status <> 'R' %s LIMIT ?""".formatted(open))) {
            int bind = bind(statement, taskLogId, attempt, read);
            statement.setInt(bind, DELETED_AT_ONCE);
            int deleted = DELETED_AT_ONCE;
            while (deleted == DELETED_AT_ONCE) {
                // the table is locked meanwhile, for other sessions' steps, too
                deleted = statement.executeUpdate();
            }
        }
    }

    private static String binds(StatementCursor cursor) {
        return String.join(", ", Collections.nCopies(cursor.open().size(), "?"));
    }

    /** @return the next bind's number */
    private static int bind(PreparedStatement statement, long taskLogId, int attempt, StatementCursor cursor) throws SQLException {
        int bind = 1;
        statement.setLong(bind++, taskLogId);
        statement.setInt(bind++, attempt);
        statement.setLong(bind++, cursor.after());
        for (long seq : cursor.open()) {
            statement.setLong(bind++, seq);
        }
        return bind;
    }
}
