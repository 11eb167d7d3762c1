package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.domops.target.LockName;
import org.domops.target.StepCall;

/**
 * Ends a step whose block was interrupted while the session lives on. KILL QUERY runs no handler, so the step is
 * still open and holds its lock; or it hit after the mark was committed, and the mark is what counts.
 */
final class StepRecovery {

    private final Connection connection;
    private final String schema;

    StepRecovery(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** What is recorded of the attempt now; empty if it was never opened. */
    Optional<StepOutcome> recover(StepCall call, SQLException reason) throws SQLException {
        releaseLocksOfOpening(call);
        try (PreparedStatement fail = connection.prepareStatement("CALL DOM$STEP.fail_step(?, ?, ?, ?, ?, @dom$outcome)")) {
            fail.setLong(1, call.taskLogId());
            fail.setInt(2, call.attempt());
            fail.setString(3, call.ownLock());
            fail.setInt(4, reason.getErrorCode());
            fail.setString(5, MariaDbErrors.text(reason));
            fail.execute();
        }
        try (PreparedStatement read = connection.prepareStatement("""
                SELECT CASE status WHEN 'C' THEN 'COMPLETED' ELSE 'FAILED_NOW' END, error_code, error_message, possibly_repeated,
                       sha256
                FROM   DOM$STEP_ATTEMPTS
                WHERE  task_log_id = ? AND attempt = ? AND status IN ('C', 'E') AND session_id = CONNECTION_ID()""")) {
            read.setLong(1, call.taskLogId());
            read.setInt(2, call.attempt());
            Optional<StepOutcome> recorded = Optional.empty();
            try (ResultSet result = read.executeQuery()) {
                if (result.next()) {
                    recorded = Optional.of(new StepOutcome(result.getString(1), result.getObject(2, Integer.class),
                            result.getString(3), "Y".equals(result.getString(4)), result.getString(5)));
                }
            }
            connection.rollback();
            return recorded;
        }
    }

    /** What open_step holds for moments only; the step's own lock is released when the failure is recorded. */
    private void releaseLocksOfOpening(StepCall call) throws SQLException {
        try (PreparedStatement release = connection.prepareStatement("DO RELEASE_LOCK(?), RELEASE_LOCK(?)")) {
            release.setString(1, LockName.ofInstall(schema));
            release.setString(2, call.branch() ? call.lockName() : null);
            release.execute();
        }
    }
}
