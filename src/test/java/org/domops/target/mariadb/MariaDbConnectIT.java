package org.domops.target.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.fault.FreePort;
import org.domops.target.ErrorClass;
import org.domops.target.TargetDatabase;
import org.domops.target.TargetException;
import org.domops.target.TargetSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in, and being refused. */
class MariaDbConnectIT {

    private static MariaDbFixture fixture;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make_the_schema() {
        fixture = new MariaDbFixture("CONNECT_TEST");
    }

    private TargetDatabase database(String connectString, String credential) {
        return new TargetDatabase(1, "TESTPRD01", "mariadb", connectString, "CONNECT_TEST", credential);
    }

    private <T extends DomException> T refusal(Class<T> type, TargetDatabase database) {
        return catchThrowableOfType(type, () -> fixture.targets().open(database).close());
    }

    @Test
    void a_wrong_password_is_an_authentication_error_in_the_databases_own_words() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong"), "sEcReT");
        TargetException refused =
                refusal(TargetException.class, database(fixture.database().connectString(), "file:" + file));
        assertThat(refused.code()).isEqualTo(DomCode.CONNECT_FAILED);
        assertThat(refused.errorClass()).isEqualTo(ErrorClass.AUTHENTICATION);
        assertThat(refused).hasMessageContaining("Access denied for user 'CONNECT_TEST'").hasMessageContaining("TESTPRD01")
                .hasMessageNotContaining("sEcReT").hasMessageNotContaining("conn=");
    }

    @Test
    void nobody_listening_is_transient() {
        TargetException refused = refusal(TargetException.class,
                database("127.0.0.1:" + FreePort.find() + "/X", fixture.database().credential()));
        assertThat(refused.code()).isEqualTo(DomCode.CONNECT_FAILED);
        assertThat(refused.transientError()).isTrue();
    }

    @Test
    void a_schema_that_is_not_there_or_not_allowed_is_not_transient() {
        String connectString = fixture.database().connectString().replace("CONNECT_TEST", "NO_SUCH_SCHEMA");
        TargetException refused = refusal(TargetException.class, database(connectString, fixture.database().credential()));
        assertThat(refused.transientError()).isFalse();
        assertThat(refused).hasMessageContaining("NO_SUCH_SCHEMA");
    }

    @Test
    void options_in_the_connect_string_are_refused() {
        assertThat(refusal(DomException.class, database("localhost:3306/X?allowLocalInfile=true", "env:HOME")).code())
                .isEqualTo(DomCode.INVALID_REQUEST);
    }

    @Test
    void the_session_has_the_fixed_settings() throws SQLException {
        try (TargetSession session = fixture.open()) {
            assertThat(session.sessionId()).matches("TESTPRD01 connection \\d+");
        }
        try (var connection = fixture.connect(); var statement = connection.createStatement()) {
            statement.execute(MariaDbDialect.SESSION_SETTINGS);
            try (var row = statement.executeQuery(
                    "SELECT @@sql_mode, @@time_zone, @@lc_time_names, @@tx_isolation, @@lock_wait_timeout")) {
                row.next();
                assertThat(row.getString(1)).contains("ORACLE", "STRICT_TRANS_TABLES", "ERROR_FOR_DIVISION_BY_ZERO",
                        "NO_ENGINE_SUBSTITUTION");
                assertThat(row.getString(2)).isEqualTo("+00:00");
                assertThat(row.getString(3)).isEqualTo("en_US");
                assertThat(row.getString(4)).isEqualTo("READ-COMMITTED");
                assertThat(row.getInt(5)).isEqualTo(300);
            }
        }
    }

    @Test
    void a_session_that_was_killed_is_a_lost_connection() {
        TargetSession session = fixture.open();
        fixture.killSession(session);
        assertThat(catchThrowableOfType(TargetException.class, () -> session.sqlLog(1, 1)).code())
                .isEqualTo(DomCode.CONNECTION_LOST);
        session.abort();
    }
}
