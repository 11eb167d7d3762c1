package org.domops.target.mariadb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.domops.fleet.EmbeddedDatabase;
import org.domops.fleet.TestDatabase;
import org.domops.target.TargetDatabase;
import org.domops.target.TargetFixture;
import org.domops.target.TargetSession;
import org.domops.target.Targets;

/** A schema of its own on the shared server, with the privileges a DOM client has. */
public final class MariaDbFixture implements TargetFixture {

    private static final String PASSWORD = "not ' a \\ secret";

    private final EmbeddedDatabase server = TestDatabase.shared();
    private final String schema;
    private final Path passwordFile;

    public MariaDbFixture(String schema) {
        this.schema = schema;
        try {
            passwordFile = Files.writeString(Files.createTempFile("dom-test", ".password"), PASSWORD + "\n");
            passwordFile.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        asSuperuser("DROP SCHEMA IF EXISTS " + schema,
                "CREATE SCHEMA " + schema,
                "CREATE OR REPLACE USER " + schema + "@'%' IDENTIFIED BY 'not '' a \\\\ secret'",
                "GRANT CREATE, DROP, ALTER, INDEX, INSERT, UPDATE, DELETE, SELECT, CREATE ROUTINE, ALTER ROUTINE, EXECUTE,"
                        + " CREATE VIEW ON " + schema + ".* TO " + schema + "@'%'");
    }

    public void asSuperuser(String... statements) {
        try (Connection connection = server.superuser(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public TargetDatabase database() {
        return new TargetDatabase(1, "TESTPRD01", "mariadb", server.host() + ":" + server.port() + "/" + schema, schema,
                "file:" + passwordFile);
    }

    @Override
    public Targets targets() {
        return new Targets(List.of(new MariaDbDialect()));
    }

    @Override
    public String text(String name) {
        try (InputStream in = MariaDbFixture.class.getResourceAsStream("/target/mariadb/" + name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Connection connect() {
        try {
            return server.connect(schema, schema, PASSWORD);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void killSession(TargetSession session) {
        asSuperuser("KILL CONNECTION " + number(session));
    }

    @Override
    public void cancelStatement(TargetSession session) {
        asSuperuser("KILL QUERY " + number(session));
    }

    private static String number(TargetSession session) {
        return session.sessionId().replaceFirst(".*connection ", "");
    }

    @Override
    public int duplicateKey() {
        return 1062;
    }

    @Override
    public String longStatement() {
        return "DO SLEEP(120)";
    }
}
