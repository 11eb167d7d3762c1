package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.domops.target.mariadb.MariaDbFixture;
import org.junit.jupiter.api.Test;

class MariaDbCheckIT extends CheckContract {

    @Override
    TargetFixture createFixture() {
        return new MariaDbFixture("CHECK_TEST");
    }

    @Override
    TargetFixture emptySchema() {
        return new MariaDbFixture("CHECK_EMPTY_TEST");
    }

    @Override
    void revokeIndexFrom(TargetFixture empty) {
        superuser("REVOKE INDEX ON `CHECK\\_EMPTY\\_TEST`.* FROM CHECK_EMPTY_TEST@'%'");
    }

    private void superuser(String... statements) {
        ((MariaDbFixture) fixture).asSuperuser(statements);
    }

    @Override
    Connection lockWhole(String table) {
        superuser("GRANT LOCK TABLES ON `CHECK\\_TEST`.* TO CHECK_TEST@'%'");
        Connection connection = fixture.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLES " + table + " WRITE");
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            superuser("REVOKE LOCK TABLES ON `CHECK\\_TEST`.* FROM CHECK_TEST@'%'");
        }
    }

    @Override
    String contents(TargetFixture of) {
        Sql there = new Sql(of);
        return String.join("\n", there.rows("SELECT routine_name, routine_type, last_altered, MD5(routine_definition)"
                + " FROM information_schema.routines WHERE routine_schema = DATABASE() ORDER BY 1, 2"))
                + String.join("\n", there.rows("SELECT table_name, create_time FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() ORDER BY 1"))
                + String.join("\n", there.rows("CHECKSUM TABLE DOM$TARGET, DOM$INSTALLED_CODE, DOM$RUN, DOM$PARAMETERS,"
                + " DOM$STEP_ATTEMPTS, DOM$SQL_BUFFER, PROBE_LOG"));
    }

    @Override
    String brokenProbe(int line) {
        String[] lines = fixture.text("probe").split("\n");
        lines[line - 1] = "    INSERT INTO INTO PROBE_LOG;";
        return String.join("\n", lines);
    }

    @Test
    void a_read_only_server_is_a_failure() {
        superuser("SET GLOBAL read_only = 1");
        try (TargetSession checking = fixture.open()) {
            assertThat(checking.check(new CheckRequest(TargetFixture.REPOSITORY, lock(), List.of(), List.of(),
                    List.of(), false, TargetFixture.STAMP)))
                    .contains(Finding.failure("server", "it is read-only: a replica?"));
        } finally {
            superuser("SET GLOBAL read_only = 0");
        }
    }

    @Test
    void privileges_that_may_come_through_a_role_are_not_called_missing() {
        new MariaDbFixture("CHECK_ROLE_TEST");
        superuser("REVOKE ALL PRIVILEGES, GRANT OPTION FROM CHECK_ROLE_TEST@'%'", "DROP ROLE IF EXISTS check_role",
                "CREATE ROLE check_role", "GRANT ALL ON CHECK_ROLE_TEST.* TO check_role",
                "GRANT check_role TO CHECK_ROLE_TEST@'%'", "SET DEFAULT ROLE check_role FOR CHECK_ROLE_TEST@'%'");
        TargetDatabase own = fixture.database();
        TargetDatabase database = new TargetDatabase(1, own.name(), own.dialect(),
                own.connectString().replace("CHECK_TEST", "CHECK_ROLE_TEST"), "CHECK_ROLE_TEST", own.credential());
        try (TargetSession checking = fixture.targets().open(database)) {
            assertThat(checking.check(new CheckRequest(TargetFixture.REPOSITORY, lock(), List.of(), List.of(),
                    List.of(), false, TargetFixture.STAMP)))
                    .anySatisfy(finding -> {
                        assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
                        assertThat(finding.text()).contains("CREATE ROUTINE").contains("role check_role");
                    });
        }
    }
}
