package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.domops.target.mariadb.MariaDbDialect;
import org.domops.target.mariadb.MariaDbFixture;
import org.junit.jupiter.api.Test;

class MariaDbCancelIT extends CancelContract {

    @Override
    TargetFixture createFixture() {
        return new MariaDbFixture("CANCEL_TEST");
    }

    @Override
    TargetFixture emptySchema() {
        return new MariaDbFixture("CANCEL_EMPTY_TEST");
    }

    @Override
    TargetSession openImpatiently() {
        TargetProperties second = TargetProperties.DEFAULTS.waiting(Duration.ofSeconds(1), Duration.ofSeconds(1));
        return new Targets(List.of(new MariaDbDialect(second))).open(fixture.database());
    }

    private static long dirty(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM PROBE_LOG")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Statement dirtyReader(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.execute("SET SESSION tx_isolation = 'READ-UNCOMMITTED'");
        return statement;
    }

    @Override
    long uncommittedNotes() {
        try (Connection connection = fixture.connect(); Statement statement = dirtyReader(connection)) {
            return dirty(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What quieten relies on, since it can't see transactions. */
    @Test
    void a_killed_session_keeps_its_locks_until_its_transaction_is_rolled_back() throws SQLException {
        inTheBackground(() -> session.call(step(1, 1, "fills_and_waits")));
        await().atMost(Duration.ofSeconds(30)).until(() -> uncommittedNotes() == 400_000);
        try (Connection connection = fixture.connect(); Statement statement = dirtyReader(connection)) {
            fixture.killSession(session);
            assertThat(fixture.lockIsHeld(lock())).as("its rollback takes a while").isTrue();
            try (ResultSet row = statement.executeQuery("SELECT GET_LOCK('" + lock() + "', 60)")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(1);
            }
            assertThat(dirty(statement)).isZero();
        }
    }

    @Test
    void a_lane_whose_target_has_tables_of_an_earlier_version_is_made_quiet_too() {
        Future<StepResult> running = inTheBackground(() -> session.call(step(1, 1, "waits")));
        untilItRuns(1);
        sql.run("ALTER TABLE DOM$STEP_ATTEMPTS DROP INDEX DOM$STEP_ATTEMPTS_I2, DROP COLUMN lane_lock");
        try (TargetSession other = fixture.open()) {
            other.quieten(lane());
            assertThat(running).failsWithin(Duration.ofSeconds(20));
            assertThat(fixture.lockIsHeld(lock())).isFalse();
        } finally {
            sql.run("DELETE FROM DOM$INSTALLED_CODE WHERE name = 'DOM'");
            try (TargetSession other = fixture.open()) {
                other.install(fixture.request(RUN, "R", List.of()));
            }
        }
    }
}
