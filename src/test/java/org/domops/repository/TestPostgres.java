package org.domops.repository;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

import javax.sql.DataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL of the tests' own, one per JVM, started when it is first needed and ended with the JVM; each caller gets
 * an empty database. Where the binaries can't be started, as root without {@code unshare} say, name a server with
 * {@code -Ddom.test.postgresql=jdbc:postgresql://HOST:PORT/postgres?user=…&password=…}, whose user may create databases.
 *
 * @param url without user and password
 */
public record TestPostgres(String url, String user, String password) {

    private static final String NAMED = "dom.test.postgresql";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static PGSimpleDataSource server;

    /** An empty database. */
    public static TestPostgres create() {
        PGSimpleDataSource admin = server();
        String name = "dom_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        try (Connection connection = admin.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new AssertionError("no database can be made on the PostgreSQL of the tests", e);
        }
        return new TestPostgres("jdbc:postgresql://" + admin.getServerNames()[0] + ":" + admin.getPortNumbers()[0] + "/" + name,
                admin.getUser(), admin.getPassword() == null ? "trusted" : admin.getPassword());
    }

    private static synchronized PGSimpleDataSource server() {
        if (server == null) {
            server = System.getProperty(NAMED) == null ? embedded() : named(System.getProperty(NAMED));
        }
        return server;
    }

    private static PGSimpleDataSource embedded() {
        try {
            return (PGSimpleDataSource) builder().start().getPostgresDatabase();
        } catch (IOException | RuntimeException e) {
            throw new AssertionError("the embedded PostgreSQL does not start here (as root it needs unshare with user "
                    + "namespaces); name another server with -D" + NAMED + "=jdbc:postgresql://HOST:PORT/postgres?user=…&password=…", e);
        }
    }

    /** As durable as a real one: a killed server must not lose what it committed. */
    public static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200");
    }

    private static PGSimpleDataSource named(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /**
     * What a server needs to use it, as arguments.
     *
     * @param folder takes a file with the password
     */
    public List<String> arguments(Path folder) {
        Path file = folder.resolve("repository-password");
        try {
            Files.writeString(file, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("--dom.repository.url=" + url, "--dom.repository.user=" + user, "--dom.repository.password=file:" + file);
    }
}
