package org.domops.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.domops.local.OtherProcess;

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
        Files.writeString(folder.processFile(), OtherProcess.identity(server) + "\n");
    }

    static void stop(ServerFolder folder, Consumer<String> progress) throws IOException {
        Path file = folder.processFile();
        String remembered = Files.exists(file) ? Files.readString(file).strip() : "";
        List<ProcessHandle> servers = ProcessHandle.allProcesses()
                .filter(each -> isServer(each) && (worksOn(folder.data(), each) || OtherProcess.identity(each).equals(remembered)))
                .toList();
        for (ProcessHandle server : servers) {
            progress.accept("stopping the database process " + server.pid() + ", left over from an earlier start");
            OtherProcess.end(server, LIMIT_SECONDS, TimeUnit.SECONDS);
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
}
