package org.domops.run;

import org.domops.jvm.DomJvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/** A worker in a JVM of its own, as {@code dom worker} starts it. */
final class WorkerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(120);

    private final Process process;
    private final Path log;
    private final String name;

    /** @param environment what only the worker's machine has, e.g. passwords of targets */
    WorkerProcess(Path folder, String server, String user, String password, String site, String name, Map<String, String> environment) {
        this.name = name;
        try {
            log = folder.resolve("worker-" + name + ".log");
            Path passwordFile = Files.writeString(folder.resolve("worker-" + name + ".password"), password + "\n");
            ProcessBuilder command = new ProcessBuilder(DomJvm.command("worker", "--server", server, "--user", user,
                    "--password-file", passwordFile.toString(), "--site", site, "--name", name))
                    .redirectErrorStream(true).redirectOutput(log.toFile());
            command.environment().putAll(environment);
            process = command.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(START).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("the worker ended with " + process.exitValue() + ":\n" + log());
            }
            return log().contains(" is ready for ");
        });
    }

    String name() {
        return name;
    }

    String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM; returns at once. */
    void terminate() {
        process.destroy();
    }

    /** @return the exit status */
    int awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the worker did not stop:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@code kill -9}. */
    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
    }
}
