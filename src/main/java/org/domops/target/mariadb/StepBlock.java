package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.domops.error.DomCode;
import org.domops.target.ConnectionLostException;
import org.domops.target.ErrorClass;
import org.domops.target.PlSqlIdentifier;
import org.domops.target.StepCall;
import org.domops.target.StepResult;
import org.domops.target.TargetException;
import org.domops.target.UnrecordedException;

/** Open, call, close in one round trip: one block, whose last result set is the outcome. */
final class StepBlock {

    private static final int NO_SUCH_ROUTINE = 1305;
    /** What MariaDB says of a routine in a package that does not exist. */
    private static final int NO_RIGHT_TO_EXECUTE = 1370;
    /** Rows of result sets that a procedure leaves behind are read and thrown away in portions, not kept. */
    private static final int FETCH_SIZE = 100;

    private static final String BLOCK = """
            DECLARE
              v_outcome  VARCHAR(10)   CHARACTER SET utf8mb4;
              v_errno    INT;
              v_last     INT;
              v_message  VARCHAR(4000) CHARACTER SET utf8mb4;
              v_repeated CHAR(1)       CHARACTER SET utf8mb4;
              v_sha256   CHAR(64)      CHARACTER SET utf8mb4;
            BEGIN
              DOM$STEP.open_step(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                v_outcome, v_errno, v_message, v_repeated, v_sha256);
              IF v_outcome = 'CALL' THEN
                BEGIN
                  %s(%s);
                  DOM$STEP.close_step(?, ?, ?);
                  v_outcome := 'COMPLETED';
                EXCEPTION
                  WHEN OTHERS THEN
                    ROLLBACK;
                    -- a statement on a table clears the warnings; raised once more the error is the last condition
                    SELECT COUNT(*) INTO v_last FROM DOM$TARGET;
                    BEGIN
                      RAISE;
                    EXCEPTION
                      WHEN OTHERS THEN
                        GET DIAGNOSTICS v_last = NUMBER;
                        GET DIAGNOSTICS CONDITION v_last v_errno = MYSQL_ERRNO, v_message = MESSAGE_TEXT;
                    END;
                    DOM$STEP.fail_step(?, ?, ?, v_errno, v_message, v_outcome);
                END;
              END IF;
              SELECT v_outcome AS "dom$outcome", v_errno, v_message, v_repeated, v_sha256;
            END;""";

    private final Connection connection;
    private final String session;
    private final String schema;

    private final Duration longestAnswer;

    /** @param longestAnswer of all but a step */
    StepBlock(Connection connection, String session, String schema, Duration longestAnswer) {
        this.connection = connection;
        this.session = session;
        this.schema = schema;
        this.longestAnswer = longestAnswer;
    }

    StepResult run(StepCall call) {
        // three parts: with two the package could be mistaken for a schema of the same name
        String procedure = "\"" + schema + "\"." + new PlSqlIdentifier(call.packageName()).quoted() + "."
                + new PlSqlIdentifier(call.procedure()).quoted();
        String binds = String.join(", ", Collections.nCopies(call.procedureArguments().size(), "?"));
        try (PreparedStatement statement = connection.prepareStatement(BLOCK.formatted(procedure, binds))) {
            statement.setFetchSize(FETCH_SIZE);
            bind(statement, call);
            return result(call, unbounded(statement));
        } catch (SQLException e) {
            return outside(call, e);
        }
    }

    /** A step takes as long as it takes. */
    private StepOutcome unbounded(PreparedStatement statement) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, 0);
        try {
            return StepOutcome.last(statement);
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longestAnswer.toMillis()));
            }
        }
    }

    private static void bind(PreparedStatement statement, StepCall call) throws SQLException {
        List<Object> values = new ArrayList<>(Collections.singletonList(call.taskLogId()));
        Collections.addAll(values, call.attempt(), call.collectFrom(), call.handle(), call.packageName(),
                call.procedure(), call.lockName(), call.ownLock(), call.objectId(), call.objectOwner(), call.objectName(),
                call.instance(), call.repositoryUuid(), seconds(call.settings().ddlLockTimeout()),
                call.fence().order(), call.fence().seen(), call.fence().issuer());
        values.addAll(call.procedureArguments());
        for (int marks = 0; marks < 2; marks++) {
            Collections.addAll(values, call.taskLogId(), call.attempt(), call.ownLock());
        }
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    private static Long seconds(Duration timeout) {
        return timeout == null ? null : timeout.toSeconds();
    }

    private StepResult result(StepCall call, StepOutcome outcome) {
        return switch (outcome.outcome()) {
            case "COMPLETED" -> new StepResult.Completed(false, outcome.repeated(), session, outcome.sha256());
            case "COLLECTED" -> new StepResult.Completed(true, outcome.repeated(), session, outcome.sha256());
            case "FAILED_NOW" -> failed(outcome, false);
            case "FAILED" -> failed(outcome, true);
            case "REFUSED" -> throw refused(call, outcome);
            default -> throw new IllegalStateException("DOM$STEP.open_step answered " + outcome.outcome());
        };
    }

    private StepResult failed(StepOutcome outcome, boolean collected) {
        return new StepResult.Failed(MariaDbErrors.visibleCode(outcome.errno()), outcome.message(),
                MariaDbErrors.classify(outcome.errno(), null), collected, outcome.repeated(), session, outcome.sha256());
    }

    private TargetException refused(StepCall call, StepOutcome outcome) {
        String message = session + ": step " + call.taskLogId() + ", attempt " + call.attempt() + ": " + outcome.message();
        return switch (outcome.errno()) {
            case 20207 -> new TargetException(DomCode.FORMER_SESSION, ErrorClass.TRANSIENT, message, null);
            case 20208 -> new TargetException(DomCode.IDENTITY_CHANGED, ErrorClass.PERMANENT, message, null);
            case 20209 -> new TargetException(DomCode.SUPERSEDED_ATTEMPT, ErrorClass.PERMANENT, message, null);
            case 20210 -> new TargetException(DomCode.LOCK_ALREADY_OWNED, ErrorClass.PERMANENT, message, null);
            case 20276 -> new TargetException(DomCode.TARGET_RESTORED, ErrorClass.PERMANENT, message, null);
            case 20277 -> new TargetException(DomCode.REPOSITORY_RESTORED, ErrorClass.PERMANENT, message, null);
            case 20220 -> new TargetException(DomCode.INSTALL_BUSY, ErrorClass.TRANSIENT, message, null);
            default -> throw new IllegalStateException("DOM$STEP.open_step refused with " + outcome.errno());
        };
    }

    /** The block itself ended with an error: no handler ran, as after KILL QUERY, or the framing failed. */
    private StepResult outside(StepCall call, SQLException e) {
        if (MariaDbErrors.connectionLost(e)) {
            throw new ConnectionLostException(session + ": the connection broke in step " + call.taskLogId() + ", attempt "
                    + call.attempt() + "; its outcome is not known: " + MariaDbErrors.text(e), e);
        }
        if ((e.getErrorCode() == NO_SUCH_ROUTINE || e.getErrorCode() == NO_RIGHT_TO_EXECUTE)
                && e.getMessage().contains("DOM$STEP")) {
            throw new TargetException(DomCode.NOT_INSTALLED, ErrorClass.PERMANENT, session
                    + ": DOM's own code is not in schema " + schema + "; it is installed before a lane's first step", e);
        }
        try {
            return new StepRecovery(connection, schema).recover(call, e)
                    .map(recorded -> result(call, recorded))
                    .orElseThrow(() -> MariaDbErrors.unexpected(session,
                            "opening step " + call.taskLogId() + ", attempt " + call.attempt(), e));
        } catch (SQLException second) {
            e.addSuppressed(second);
            String message = session + ": step " + call.taskLogId() + ", attempt " + call.attempt() + " ended with \""
                    + MariaDbErrors.text(e) + "\", and that could not be recorded on the target: " + MariaDbErrors.text(second);
            throw MariaDbErrors.connectionLost(second) ? new ConnectionLostException(message, e)
                    : new UnrecordedException(message, e);
        }
    }
}
