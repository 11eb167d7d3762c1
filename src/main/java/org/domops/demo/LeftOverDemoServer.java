package org.domops.demo;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.local.OtherProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The server of a demo that was killed. It ends by itself soon; the next demo does not wait for that. */
final class LeftOverDemoServer {

    private static final long LIMIT_SECONDS = 20;

    private LeftOverDemoServer() {
    }

    static void remember(DemoFolder folder, ProcessHandle server) throws IOException {
        Files.writeString(folder.serverProcess(), OtherProcess.identity(server));
    }

    static void forget(DemoFolder folder) {
        try {
            Files.deleteIfExists(folder.serverProcess());
        } catch (IOException e) {
            throw new DomException(DomCode.DATA_FOLDER_IN_USE, folder.serverProcess() + " can't be deleted: " + e, e);
        }
    }

    /** Process ids are used again: only a process with the remembered start time is stopped. */
    static void stop(DemoFolder folder, Consumer<String> progress) {
        Path file = folder.serverProcess();
        if (!Files.exists(file)) {
            return;
        }
        try {
            String remembered = Files.readString(file).strip();
            ProcessHandle.allProcesses().filter(process -> OtherProcess.identity(process).equals(remembered)).forEach(process -> {
                progress.accept("stopping the DOM server of process " + process.pid() + ", left over from an earlier demo");
                OtherProcess.end(process, LIMIT_SECONDS, TimeUnit.SECONDS);
            });
        } catch (IOException e) {
            throw new DomException(DomCode.DATA_FOLDER_IN_USE, file + " can't be read: " + e, e);
        }
    }
}
