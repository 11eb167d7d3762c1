package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.domops.target.mariadb.MariaDbFixture;
import org.domops.target.mariadb.MariaDbLocks;
import org.junit.jupiter.api.Test;

class MariaDbStepIT extends StepContract {

    @Override
    TargetFixture createFixture() {
        return new MariaDbFixture("STEP_TEST");
    }

    @Override
    boolean lockIsHeld() {
        return MariaDbLocks.isHeld(fixture, lock());
    }

    @Override
    void leaveLockIn(TargetSession session) {
        // GET_LOCK counts: taken once more inside the step, it outlives the step's end
        session.call(step(99, 1, "runs", "SELECT GET_LOCK('" + lock() + "', 1)"));
    }

    @Test
    void an_error_after_the_mark_was_committed_does_not_undo_the_mark() throws SQLException {
        session.call(step(1, 1, "completes"));
        try (var connection = fixture.connect(); var statement = connection.createStatement()) {
            statement.execute("CALL DOM$STEP.fail_step(1, 1, '" + lock() + "', 1317, 'interrupted', @outcome)");
            try (var row = statement.executeQuery("SELECT @outcome")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("COMPLETED");
            }
        }
        assertThat(attempt(1, 1)).isEqualTo("C|1|N|null");
    }
}
