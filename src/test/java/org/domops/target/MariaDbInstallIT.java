package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.domops.target.mariadb.MariaDbFixture;
import org.junit.jupiter.api.Test;

class MariaDbInstallIT extends InstallContract {

    private static final String ORACLE_MODE =
            "SET SESSION sql_mode = 'ORACLE,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

    @Override
    TargetFixture createFixture(String schema) {
        return new MariaDbFixture(schema, Duration.ofSeconds(3));
    }

    @Override
    List<String> compiled() {
        return sql.rows("SELECT last_altered, routine_name, routine_type FROM information_schema.routines"
                + " WHERE routine_schema = DATABASE() ORDER BY 2, 3");
    }

    @Override
    void alterByHand(String packageName) {
        sql.run(ORACLE_MODE, saying(packageName, "by hand").split("(?m)^/$")[1]);
    }

    @Override
    void dropByHand(String packageName) {
        sql.run("DROP PACKAGE " + packageName);
    }

    @Override
    String saying(String packageName, String text) {
        return """
                -- says what it was told to
                CREATE OR REPLACE PACKAGE %1$s AS
                  PROCEDURE says(p_handle VARCHAR2(64));
                END;
                /
                CREATE OR REPLACE PACKAGE BODY %1$s AS
                  PROCEDURE says(p_handle VARCHAR2(64)) AS
                  BEGIN
                    INSERT INTO PROBE_LOG (text) VALUES ('%2$s');
                  END;
                END;
                /
                """.formatted(packageName, text);
    }

    @Override
    String broken(String packageName, int line) {
        String[] lines = saying(packageName, "x").split("\n");
        lines[line - 1] = "    INSERT INTO INTO PROBE_LOG;";
        return String.join("\n", lines);
    }

    @Override
    boolean waitsForAStep() {
        return !sql.rows("SELECT 1 FROM information_schema.processlist WHERE state = 'User lock'").isEmpty();
    }

    @Override
    AutoCloseable installingElsewhere() {
        Connection connection = fixture.connect();
        try (var statement = connection.prepareStatement("SELECT GET_LOCK(?, 1)")) {
            statement.setString(1, LockName.ofInstall("INSTALL_TEST"));
            statement.execute();
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_attribute_that_changes_how_code_runs_counts_as_altered() {
        InstallRequest request = fixture.request(RUN, "R", List.of());
        session.install(request);
        sql.run("ALTER PROCEDURE RAISE_APPLICATION_ERROR SQL SECURITY INVOKER");
        assertThat(session.install(request).items()).first().extracting(InstallResult.Item::installed).isEqualTo(true);
    }

    @Test
    void tables_of_an_earlier_version_get_the_columns_they_lack() {
        InstallRequest request = fixture.request(RUN, "R", List.of());
        session.install(request);
        session.call(step(1, 1, "completes"));
        sql.run("ALTER TABLE DOM$STEP_ATTEMPTS DROP INDEX DOM$STEP_ATTEMPTS_I2, DROP COLUMN lane_lock, DROP COLUMN sha256",
                "UPDATE DOM$INSTALLED_CODE SET sha256 = 'earlier' WHERE name = 'DOM'");
        session.install(request);
        assertThat(sql.rows("SELECT status, lane_lock = lock_name FROM DOM$STEP_ATTEMPTS WHERE task_log_id = 1"))
                .containsExactly("C|1");
        assertThat(session.call(step(2, 1, "completes")).sha256()).isEqualTo(fixture.probeSha256());
    }
}
