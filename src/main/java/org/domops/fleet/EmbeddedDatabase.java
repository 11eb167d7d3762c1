package org.domops.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/**
 * One real MariaDB server on 127.0.0.1, with its data in a folder of its own.
 *
 * <p>The server ends with {@link #close()}, with this JVM, or, if the JVM was killed, at the next start on the same
 * folder. A second start on a folder finds the data, and uses the same port if it is free: the server's own
 * {@code @@server_uid} is made of the machine's network address and the port.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final int ATTEMPTS_TO_FIND_A_PORT = 3;

    private final EmbeddedDatabaseSettings settings;
    private final ServerFolder folder;
    private final ServerProcess process;

    private EmbeddedDatabase(EmbeddedDatabaseSettings settings, ServerFolder folder, ServerProcess process) {
        this.settings = settings;
        this.folder = folder;
        this.process = process;
    }

    /**
     * Starts a server and returns when it takes connections.
     *
     * @param progress gets a line for each thing that takes time; never null
     * @throws DomException FLEET_UNAVAILABLE if there are no binaries for this platform, FLEET_IN_USE if folder or
     *     port are in use, FLEET_START_FAILED if the server did not start
     */
    public static EmbeddedDatabase start(EmbeddedDatabaseSettings settings, Consumer<String> progress) {
        ServerBinaries binaries = ServerBinaries.unpack(settings.base(), progress);
        ServerFolder folder = ServerFolder.open(settings.name(), settings.folder());
        try {
            LeftOverServer.stop(folder, progress);
            folder.fillFrom(binaries);
            return start(settings, binaries, folder, progress);
        } catch (IOException e) {
            folder.close();
            throw new DomException(DomCode.FLEET_START_FAILED,
                    settings.name() + ": folder " + settings.folder() + " can't be used: " + e, e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static EmbeddedDatabase start(EmbeddedDatabaseSettings settings, ServerBinaries binaries,
            ServerFolder folder, Consumer<String> progress) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = settings.port() != 0 ? Ports.require(settings.name(), settings.port())
                    : Ports.preferably(folder.lastPort());
            progress.accept(settings.name() + ": starting on port " + port);
            try {
                ServerProcess process = ServerProcess.start(binaries, folder, port, settings.arguments());
                folder.rememberPort(port);
                return new EmbeddedDatabase(settings, folder, process);
            } catch (DomException e) {
                // a free port may be taken by somebody else before the server binds it
                if (settings.port() != 0 || attempt == ATTEMPTS_TO_FIND_A_PORT || Ports.isFree(port)) {
                    throw e;
                }
            }
        }
    }

    /** The name given at start, for messages. */
    public String name() {
        return settings.name();
    }

    /** Always {@code 127.0.0.1}: the server listens nowhere else. */
    public String host() {
        return ServerProcess.HOST;
    }

    public int port() {
        return process.port();
    }

    /** JDBC URL without user and password; the schema may be empty. */
    public String url(String schema) {
        return ServerProcess.url(port(), schema);
    }

    /** A new connection with all privileges, for set-up; the caller closes it. */
    public Connection superuser() throws SQLException {
        return connect("", "root", folder.rootPassword());
    }

    /** A new connection as somebody else; the schema may be empty. */
    public Connection connect(String schema, String user, String password) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return DriverManager.getConnection(url(schema), login);
    }

    /** The file with the superuser's password, readable by its owner alone. */
    public Path rootPasswordFile() {
        return folder.rootPasswordFile();
    }

    /** The server's own log. */
    public Path logFile() {
        return folder.logFile();
    }

    /** The operating system's id of the server process. */
    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** The last lines of the server's log, newest last; empty if it can't be read. */
    public List<String> lastLogLines(int count) {
        try {
            List<String> lines = Files.readAllLines(logFile());
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Stops the server in good order and waits for its end; a second call does nothing. */
    public void stop() {
        process.stop();
        folder.close();
    }

    @Override
    public void close() {
        stop();
    }
}
