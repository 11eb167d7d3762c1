package org.domops.torture.arena;

import com.zaxxer.hikari.HikariDataSource;
import org.domops.fault.FreePort;
import org.domops.fleet.EmbeddedDatabase;
import org.domops.fleet.EmbeddedDatabaseSettings;
import org.domops.fleet.TestDatabase;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A MariaDB server that can be ended and started again; it keeps its port, and so its identity. */
final class TargetServer implements AutoCloseable {

    private final EmbeddedDatabaseSettings settings;
    private final HikariDataSource pool;
    private volatile EmbeddedDatabase server;

    TargetServer(String name, Path folder) {
        settings = new EmbeddedDatabaseSettings(name, folder, TestDatabase.base(), FreePort.find(), List.of());
        server = start();
        pool = HarnessPool.of(name, () -> server.superuser());
    }

    private EmbeddedDatabase start() {
        return EmbeddedDatabase.start(settings, line -> { });
    }

    String host() {
        return server.host();
    }

    int port() {
        return settings.port();
    }

    /** With all privileges, past all relays. */
    Connection superuser() throws SQLException {
        return pool.getConnection();
    }

    synchronized void kill() {
        ProcessHandle.of(server.pid()).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
        restart();
    }

    synchronized void restart() {
        server.stop();
        server = start();
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void close() {
        pool.close();
        server.stop();
    }
}
