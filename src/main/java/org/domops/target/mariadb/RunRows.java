package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import org.domops.target.InstallRequest;
import org.domops.target.Parameter;

/** A run's mode and parameters on the target, pushed anew at every start and restart. */
final class RunRows {

    private static final int DAYS_KEPT = 90;
    /** Longer than any run: a lane whose orders the schema has forgotten would be taken for restored. */
    private static final int DAYS_FENCED = 1000;

    private final Connection connection;

    RunRows(Connection connection) {
        this.connection = connection;
    }

    /** All of it in the caller's transaction: a step sees the old rows or the new ones. */
    void replace(InstallRequest request) throws SQLException {
        update("DELETE FROM DOM$PARAMETERS WHERE run_id = ?", request.runId());
        update("""
                REPLACE INTO DOM$RUN (run_id, run_mode, operation_name, operation_instance, pushed_dttm)
                VALUES (?, ?, ?, ?, UTC_TIMESTAMP(6))""",
                request.runId(), request.runMode(), request.operationName(), request.instance());
        for (Parameter parameter : request.parameters()) {
            update("""
                    INSERT INTO DOM$PARAMETERS (run_id, name, object_owner, object_name, instance, value)
                    VALUES (?, ?, ?, ?, ?, ?)""",
                    request.runId(), parameter.name(), parameter.objectOwner(), parameter.objectName(),
                    parameter.instance(), parameter.value());
        }
        forgetOldRuns();
        if (!request.overRuns().isEmpty()) {
            sweepBuffer(request.overRuns());
        }
    }

    /** A server that dies between its commit in the repository and its trimming here leaves rows that nobody else trims. */
    private void sweepBuffer(Set<Long> overRuns) throws SQLException {
        update("""
                DELETE b FROM DOM$SQL_BUFFER b
                JOIN   DOM$STEP_ATTEMPTS a ON a.task_log_id = b.task_log_id AND a.attempt = b.attempt
                WHERE  CAST(a.handle AS INTEGER) IN (%s)""".formatted(String.join(", ", Collections.nCopies(overRuns.size(), "?"))),
                overRuns.toArray());
    }

    private void forgetOldRuns() throws SQLException {
        update("""
                DELETE FROM DOM$PARAMETERS
                WHERE run_id IN (SELECT run_id FROM DOM$RUN WHERE pushed_dttm < UTC_TIMESTAMP(6) - INTERVAL ? DAY)""",
                DAYS_KEPT);
        update("DELETE FROM DOM$RUN WHERE pushed_dttm < UTC_TIMESTAMP(6) - INTERVAL ? DAY", DAYS_KEPT);
        update("DELETE FROM DOM$STEP_ATTEMPTS WHERE status <> 'R' AND end_dttm < UTC_TIMESTAMP(6) - INTERVAL ? DAY",
                DAYS_KEPT);
        update("DELETE FROM DOM$FENCE WHERE seen_dttm < UTC_TIMESTAMP(6) - INTERVAL ? DAY", DAYS_FENCED);
    }

    private void update(String sql, Object... binds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                statement.setObject(i + 1, binds[i]);
            }
            statement.executeUpdate();
        }
    }
}
