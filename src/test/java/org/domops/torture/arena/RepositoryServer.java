package org.domops.torture.arena;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.domops.fault.FreePort;
import org.domops.repository.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The PostgreSQL that the servers share, on a folder and a port of its own, so that it can be started again. */
final class RepositoryServer implements AutoCloseable {

    static final String USER = "postgres";
    static final String PASSWORD = "trusted";
    private static final String DATABASE = "torture";

    private final Path folder;
    private final int port;
    private final HikariDataSource pool;
    private EmbeddedPostgres server;

    RepositoryServer(Path folder) {
        this.folder = folder;
        this.port = FreePort.find();
        pool = HarnessPool.of("repository", () -> DriverManager.getConnection(url(DATABASE), USER, PASSWORD));
        server = start();
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
             Statement statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private EmbeddedPostgres start() {
        try {
            return TestPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(false).setPort(port)
                    .setErrorRedirector(log()).setOutputRedirector(log()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder.Redirect log() {
        return ProcessBuilder.Redirect.appendTo(folder.resolveSibling("postgresql.log").toFile());
    }

    /** Ends all sessions in the middle of what they do, and comes back. */
    synchronized void restart() {
        stop();
        server = start();
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    int port() {
        return port;
    }

    /** For the harness itself, past all relays. */
    JdbcClient jdbc() {
        return JdbcClient.create(pool);
    }

    static String databaseAt(String host, int port) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + DATABASE;
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public synchronized void close() {
        pool.close();
        stop();
    }

    private void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
