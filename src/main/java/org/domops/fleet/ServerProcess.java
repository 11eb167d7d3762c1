package org.domops.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.local.OtherProcess;

/** The running server process. Its output goes to a file, so that it survives, unharmed, a JVM that was killed. */
final class ServerProcess {

    static final String HOST = "127.0.0.1";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 25;

    private final Process process;
    private final int port;
    private final Path processFile;
    private final Thread hook;

    private ServerProcess(Process process, int port, Path processFile) {
        this.process = process;
        this.port = port;
        this.processFile = processFile;
        this.hook = new Thread(this::end, "stop-database-" + port);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static String url(int port, String schema) {
        return "jdbc:mariadb://" + HOST + ":" + port + "/" + schema;
    }

    static ServerProcess start(ServerBinaries binaries, ServerFolder folder, int port, List<String> more)
            throws IOException {
        writeInitialSql(folder);
        ProcessBuilder builder = new ProcessBuilder(command(binaries, folder, port, more))
                .directory(binaries.program().toFile())
                .redirectErrorStream(true).redirectOutput(folder.logFile().toFile());
        builder.environment().putAll(binaries.environment());
        ServerProcess server = new ServerProcess(builder.start(), port, folder.processFile());
        try {
            LeftOverServer.remember(folder, server.process.toHandle());
            server.awaitReady(folder);
            Files.delete(folder.initialSql());
            return server;
        } catch (IOException | RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    private static List<String> command(ServerBinaries binaries, ServerFolder folder, int port, List<String> more)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(binaries.server().toString(),
                "--no-defaults", // must come first
                "--datadir=" + folder.data(),
                "--basedir=" + binaries.program(),
                "--tmpdir=" + folder.temporary(),
                "--init-file=" + folder.initialSql(),
                "--bind-address=" + HOST,
                "--port=" + port,
                "--socket=", // none: a socket's path may not be longer than about 100 characters
                "--skip-ssl", // the server would first make an RSA key, which takes 5 to 15 s of processor time
                "--default-time-zone=+00:00",
                "--character-set-server=utf8mb4",
                "--skip-log-bin",
                "--skip-name-resolve=OFF", // so that 127.0.0.1 is localhost
                "--performance-schema=OFF",
                "--max-allowed-packet=64M",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=32M"));
        if (binaries.server().toString().endsWith(".exe")) {
            command.add("--console");
        }
        command.addAll(ServerBinaries.userArgument());
        command.addAll(more);
        return command;
    }

    /** Run by the server before it takes the first connection, so that it never is open with an empty password. */
    private static void writeInitialSql(ServerFolder folder) throws IOException {
        Secrets.writePrivately(folder.initialSql(), """
                delete from mysql.global_priv where user = '' or (user = 'root' and host <> 'localhost');
                flush privileges;
                alter user root@localhost identified by '%s';
                """.formatted(folder.rootPassword()));
    }

    private void awaitReady(ServerFolder folder) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new DomException(DomCode.FLEET_START_FAILED, "the database server on port " + port
                        + " ended with exit status " + process.exitValue() + ": " + firstError(folder.logFile()));
            }
            try (Connection connection = DriverManager.getConnection(url(port, ""), "root", folder.rootPassword())) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException notYet) {
                pause();
            }
        }
        throw new DomException(DomCode.FLEET_START_FAILED, "the database server on port " + port
                + " took no connection within " + START_LIMIT.toSeconds() + " s, see " + folder.logFile());
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DomException(DomCode.FLEET_START_FAILED, "interrupted while a database server started", e);
        }
    }

    private static String firstError(Path log) throws IOException {
        return Files.readAllLines(log).stream().filter(line -> line.contains("[ERROR]")).findFirst()
                .orElse("see " + log);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void stop() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            // the JVM is ending: the hook runs, finds the server stopped, and is gone with the JVM
        }
    }

    private synchronized void end() {
        OtherProcess.end(process.toHandle(), STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        try {
            Files.deleteIfExists(processFile);
        } catch (IOException e) {
            throw new DomException(DomCode.INTERNAL, processFile + " can't be deleted: " + e, e);
        }
    }
}
