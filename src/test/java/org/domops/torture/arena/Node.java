package org.domops.torture.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of DOM's that can be killed, paused and started again. What it says is in one file through all its lives. */
abstract class Node implements AutoCloseable {

    /** Several servers share the machine with their databases. */
    static final List<String> HEAP = List.of("-Xms128m", "-Xmx512m");

    private final String name;
    private final Path folder;
    private Process process;
    private volatile boolean up;
    private volatile boolean paused;

    /** @param folder for its log and its files; made if it is missing */
    Node(String name, Path folder) {
        this.name = name;
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::destroy));
    }

    /** How it is started. */
    abstract List<String> command();

    /** What only its machine has. */
    abstract Map<String, String> environment();

    /** Whether it is there since its last start. */
    abstract boolean answers();

    /** Whether it makes sense to start it again now, when it has ended by itself. */
    boolean canStart() {
        return true;
    }

    /** Begins to start; {@link #look} tells when it is there. */
    synchronized void start() {
        launch(command());
    }

    final synchronized void launch(List<String> command) {
        try {
            Files.writeString(log(), "--- start\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it answered after its last start. */
    final boolean isUp() {
        return up && !paused;
    }

    /** Starts it again where it ended by itself, e.g. because it met a repository that was down; asks whether it is there. */
    final synchronized boolean look() {
        if (process == null || !process.isAlive()) {
            up = false;
            paused = false;
            if (canStart()) {
                start();
            }
        } else if (!up && !paused) {
            up = answers();
        }
        return isUp();
    }

    /** kill -9; it is started again at once. */
    final synchronized void kill() {
        up = false;
        paused = false;
        destroy();
        start();
    }

    final synchronized void pause() {
        if (process.isAlive()) {
            paused = true;
            signal("STOP");
        }
    }

    final synchronized void goOn() {
        if (paused) {
            signal("CONT");
            paused = false;
        }
    }

    /** SIGTERM, and its end. */
    final synchronized void stop() {
        up = false;
        process.destroy();
        await();
    }

    private void destroy() {
        if (process != null) {
            process.destroyForcibly();
            await();
        }
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(this + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As the log names it now, see {@code DOM$TASK_ATTEMPT.server}: process id and host. */
    final String namePrefix() {
        return process.pid() + "@";
    }

    final Path folder() {
        return folder;
    }

    final Path log() {
        return folder.resolve("server.log");
    }

    @Override
    public void close() {
        goOn();
        stop();
    }

    @Override
    public final String toString() {
        return name;
    }
}
