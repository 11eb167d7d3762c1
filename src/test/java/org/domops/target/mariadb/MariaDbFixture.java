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
import java.time.Duration;
import java.util.List;
import org.domops.fleet.EmbeddedDatabase;
import org.domops.fleet.TestDatabase;
import org.domops.target.TargetDatabase;
import org.domops.target.TargetFixture;
import org.domops.target.TargetProperties;
import org.domops.target.TargetSession;
import org.domops.target.Targets;

/** A schema of its own on the shared server, with the privileges a DOM client has. */
public final class MariaDbFixture implements TargetFixture {

    private static final String PASSWORD = "not ' a \\ secret";

    private final EmbeddedDatabase server;
    private final String schema;
    private final Path passwordFile;
    private final Targets targets;

    public MariaDbFixture(String schema) {
        this(schema, Duration.ofSeconds(30));
    }

    /** @param installWait how long installs wait for others, and cancelled lanes for their sessions */
    public MariaDbFixture(String schema, Duration installWait) {
        this(TestDatabase.shared(), schema, installWait);
    }

    MariaDbFixture(EmbeddedDatabase server, String schema, Duration installWait) {
        this.server = server;
        this.schema = schema;
        this.targets = new Targets(List.of(new MariaDbDialect(TargetProperties.DEFAULTS.waiting(installWait, installWait))));
        try {
            passwordFile = Files.writeString(Files.createTempFile("dom-test", ".password"), PASSWORD + "\n");
            passwordFile.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        asSuperuser("DROP SCHEMA IF EXISTS " + schema, "DROP USER IF EXISTS " + schema);
        asSuperuser(createClient());
    }

    /** What a DBA runs on a target. */
    private String[] createClient() {
        String script = resource("/db/target/mariadb/create-client.sql")
                .replace("&escaped_client", schema.replace("_", "\\_"))
                .replace("&client", schema)
                .replace("&host", "%")
                .replace("&password", PASSWORD.replace("\\", "\\\\").replace("'", "''"));
        return script.replaceAll("(?m)^--.*$", "").strip().split(";\\s*");
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

    /** Changes the user's password on the server. @param other null: to the one that DOM knows */
    public void password(String other) {
        asSuperuser("ALTER USER '" + schema + "'@'%' IDENTIFIED BY '"
                + (other == null ? PASSWORD : other).replace("\\", "\\\\").replace("'", "''") + "'");
    }

    @Override
    public TargetDatabase database() {
        return new TargetDatabase(1, "TESTPRD01", "mariadb", server.host() + ":" + server.port() + "/" + schema, schema,
                "file:" + passwordFile);
    }

    @Override
    public Targets targets() {
        return targets;
    }

    @Override
    public String text(String name) {
        return resource("/target/mariadb/" + name + ".sql");
    }

    private static String resource(String path) {
        try (InputStream in = MariaDbFixture.class.getResourceAsStream(path)) {
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
    public AutoCloseable holdLockAsAnotherUser(String lock) {
        try {
            Connection connection = server.superuser();
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT GET_LOCK('" + lock + "', 0)");
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean lockIsHeld(String lock) {
        return MariaDbLocks.isHeld(this, lock);
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
