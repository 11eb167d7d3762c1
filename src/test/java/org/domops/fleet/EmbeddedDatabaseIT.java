package org.domops.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    private static final Path BASE = TestDatabase.base();

    @TempDir
    Path folder;

    @Test
    void a_started_server_takes_connections_and_a_second_start_finds_data_and_port() throws Exception {
        EmbeddedDatabaseSettings settings = EmbeddedDatabaseSettings.of("TEST", folder.resolve("db"), BASE);
        int port;
        String uid;
        long pid;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings, System.out::println);
                Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema KEPT");
            port = database.port();
            pid = database.pid();
            uid = single(statement, "select @@server_uid");
            assertThat(single(statement, "select @@time_zone")).isEqualTo("+00:00");
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings, System.out::println);
                Connection connection = database.superuser();
                Statement statement = connection.createStatement()) {
            assertThat(database.port()).isEqualTo(port);
            assertThat(single(statement, "select @@server_uid")).isEqualTo(uid);
            assertThat(single(statement, "select schema_name from information_schema.schemata"
                    + " where schema_name = 'KEPT'")).isEqualTo("KEPT");
        }
    }

    private static String single(Statement statement, String sql) throws Exception {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
