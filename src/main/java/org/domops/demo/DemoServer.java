package org.domops.demo;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.local.OtherProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The DOM server as a process of its own, from the same code as this one. */
final class DemoServer implements AutoCloseable {

    private static final long STOP_LIMIT_SECONDS = 40;
    /** A server that still starts ends at once. */
    private static final long STOP_LIMIT_WHILE_STARTING_SECONDS = 10;

    private final Process process;
    private final DemoFolder folder;
    private volatile boolean ready;
    private volatile boolean stopping;

    private DemoServer(Process process, DemoFolder folder) {
        this.process = process;
        this.folder = folder;
    }

    static DemoServer start(DemoFolder folder, int port) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        // it starts in two thirds of the time; the story's load is no reason for the second compiler
        command.add("-XX:TieredStopAtLevel=1");
        if (System.getProperty("dom.home") != null) {
            command.add("-Ddom.home=" + System.getProperty("dom.home"));
        }
        command.addAll(program());
        command.addAll(List.of("server", "--port", Integer.toString(port), "--data", folder.data().toString(), "--exit-with-parent"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true).redirectOutput(folder.serverLog().toFile());
        // the demo says everything by options; a person's settings are for his own server
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("DOM_") || name.startsWith("SPRING_"));
        try {
            Process process = builder.start();
            LeftOverDemoServer.remember(folder, process.toHandle());
            return new DemoServer(process, folder);
        } catch (IOException e) {
            throw new DomException(DomCode.SERVER_NOT_STARTED, "the server's process could not be started: " + e.getMessage(), e);
        }
    }

    /** The jar that this process runs from, else its class path. */
    private static List<String> program() {
        String classPath = System.getProperty("java.class.path");
        boolean jar = classPath.endsWith(".jar") && Files.isRegularFile(Path.of(classPath));
        return jar ? List.of("-jar", classPath) : List.of("-cp", classPath, "org.domops.cli.Dom");
    }

    void nowReady() {
        ready = true;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the process ends without having been asked to. */
    CompletableFuture<String> unexpectedEnd() {
        CompletableFuture<String> end = new CompletableFuture<>();
        process.onExit().thenRun(() -> {
            if (!stopping) {
                end.complete(reason());
            }
        });
        return end;
    }

    /** Why it ended, in its own words. */
    String reason() {
        try {
            List<String> lines = Files.readAllLines(folder.serverLog()).stream().filter(line -> !line.isBlank()).toList();
            return lines.stream().filter(line -> line.startsWith("DOM-")).reduce((first, last) -> last)
                    .or(() -> lines.stream().filter(line -> line.contains("ERROR")).reduce((first, last) -> last))
                    .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1)) + "; all it said is in " + folder.serverLog();
        } catch (IOException e) {
            return "see " + folder.serverLog();
        }
    }

    /** Stops it in good order; a second call does nothing. */
    @Override
    public void close() {
        stopping = true;
        OtherProcess.end(process.toHandle(), ready ? STOP_LIMIT_SECONDS : STOP_LIMIT_WHILE_STARTING_SECONDS, TimeUnit.SECONDS);
        LeftOverDemoServer.forget(folder);
    }
}
