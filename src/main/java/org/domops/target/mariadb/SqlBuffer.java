package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.domops.target.SqlStatementRow;

/** DOM$SQL_BUFFER: the statements an operation ran, until the server has them. */
final class SqlBuffer {

    private final Connection connection;

    SqlBuffer(Connection connection) {
        this.connection = connection;
    }

    List<SqlStatementRow> read(long taskLogId, int attempt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT seq, sql_text, status, preview, rows_processed, threads, error_code, status_msg, start_dttm, end_dttm
                FROM   DOM$SQL_BUFFER
                WHERE  task_log_id = ? AND attempt = ?
                ORDER BY seq""")) {
            statement.setLong(1, taskLogId);
            statement.setInt(2, attempt);
            List<SqlStatementRow> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return rows;
        }
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

    int trim(long taskLogId, int attempt, long throughSeq) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                DELETE FROM DOM$SQL_BUFFER
                WHERE  task_log_id = ? AND attempt = ? AND seq <= ? AND status <> 'R'""")) {
            statement.setLong(1, taskLogId);
            statement.setInt(2, attempt);
            statement.setLong(3, throughSeq);
            return statement.executeUpdate();
        }
    }
}
