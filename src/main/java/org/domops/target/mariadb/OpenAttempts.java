package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A lane's attempts that have no mark yet. */
final class OpenAttempts {

    private final Connection connection;

    OpenAttempts(Connection connection) {
        this.connection = connection;
    }

    /**
     * The locks that they hold if their sessions live.
     *
     * @param run only those of a run; null: of any
     */
    List<String> locks(String laneLock, String run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT DISTINCT lock_name FROM DOM$STEP_ATTEMPTS WHERE lane_lock = ? AND status = 'R' AND handle = COALESCE(?, handle)
                ORDER BY lock_name""")) {
            statement.setString(1, laneLock);
            statement.setString(2, run);
            List<String> locks = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    locks.add(row.getString(1));
                }
            }
            return locks;
        }
    }

    /** Whether the session has an open attempt, and none of the run's. */
    boolean ofOtherRun(long sessionId, String run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT COUNT(*), COALESCE(SUM(handle = ?), 0) FROM DOM$STEP_ATTEMPTS WHERE session_id = ? AND status = 'R'""")) {
            statement.setString(1, run);
            statement.setLong(2, sessionId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) > 0 && row.getLong(2) == 0;
            }
        }
    }

    /** Marks them, and the statements they left open. To be called when none of their sessions lives. */
    void cancel(String laneLock, String run) throws SQLException {
        update("""
                UPDATE DOM$SQL_BUFFER b JOIN DOM$STEP_ATTEMPTS a ON a.task_log_id = b.task_log_id AND a.attempt = b.attempt
                SET    b.status = 'E', b.error_code = ?, b.end_dttm = UTC_TIMESTAMP(6),
                       b.status_msg = 'cancelled with its session; whether it took effect is not known'
                WHERE  a.lane_lock = ? AND a.handle = ? AND a.status = 'R' AND b.status = 'R'""", laneLock, run);
        update("""
                UPDATE DOM$STEP_ATTEMPTS
                SET    status = 'F', error_code = ?, error_message = 'cancelled', end_dttm = UTC_TIMESTAMP(6)
                WHERE  lane_lock = ? AND handle = ? AND status = 'R'""", laneLock, run);
    }

    private void update(String sql, String laneLock, String run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, MariaDbErrors.QUERY_INTERRUPTED);
            statement.setString(2, laneLock);
            statement.setString(3, run);
            statement.executeUpdate();
        }
    }
}
