package org.domops.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/**
 * A server whose JVM was killed and that still works on the data folder.
 *
 * <p>It is known by its arguments (they name the folder) or, where the operating system doesn't show another
 * process's arguments, by process id, start time and program, as they were written down when it started. The caller
 * holds the folder's lock, so no living JVM owns the server.
 */
final class LeftOverServer {

    private static final long LIMIT_SECONDS = 20;

    private LeftOverServer() {
    }

    static void remember(ServerFolder folder, ProcessHandle server) throws IOException {
        Files.writeString(folder.processFile(), identity(server) + "\n");
    }

    static void stop(ServerFolder folder, Consumer<String> progress) throws IOException {
        Path file = folder.processFile();
        String remembered = Files.exists(file) ? Files.readString(file).strip() : "";
        List<ProcessHandle> servers = ProcessHandle.allProcesses()
                .filter(each -> isServer(each) && (worksOn(folder.data(), each) || identity(each).equals(remembered)))
                .toList();
        for (ProcessHandle server : servers) {
            progress.accept("stopping the database process " + server.pid() + ", left over from an earlier start");
            end(server, LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        Files.deleteIfExists(file);
    }

    private static boolean isServer(ProcessHandle process) {
        return process.info().command().map(command -> command.matches(".*(mariadbd|mysqld)(\\.exe)?( \\(deleted\\))?"))
                .orElse(false);
    }

    private static boolean worksOn(Path data, ProcessHandle process) {
        return process.info().arguments()
                .map(arguments -> Arrays.asList(arguments).contains("--datadir=" + data)).orElse(false);
    }

    private static String identity(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().map(Instant::toString).orElse("?");
    }

    /** Asks the process to end, waits, and in the end makes it end. */
    static void end(ProcessHandle process, long limit, TimeUnit unit) {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            process.onExit().get(limit, unit);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (ExecutionException e) {
            throw new DomException(DomCode.INTERNAL, "the end of process " + process.pid() + " can't be awaited", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
