package org.domops.torture.arena;

import org.domops.fault.Relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One DOM server of the cluster: a JVM that can be killed, paused and started again. Its lines go through relays. */
final class DomNode implements AutoCloseable {

    private static final String SETTINGS = """
            {"camunda.bpm.deployment-resource-pattern": ["classpath:/processes/*.bpmn", "classpath:/torture/*.bpmn"],
             "camunda.bpm.webapp.enabled": false, "springdoc.api-docs.enabled": false, "springdoc.swagger-ui.enabled": false,
             "dom.worker.lease": "%dms", "dom.worker.heartbeat": "1s", "dom.worker.poll": "200ms",
             "dom.worker.stop-timeout": "2s", "dom.live-log.begin": "300ms", "dom.live-log.poll": "300ms", "dom.live-log.idle": "1s",
             "dom.instance-check": "5s", "dom.run-check": "500ms",
             "dom.target.install-wait": "10s", "dom.target.quiet-wait": "5s"}""";

    private final int number;
    private final Path folder;
    private final ServerCode code;
    private final Relay repository;
    private final int lease;
    private final ServerHttp http;
    private final int port = RepositoryServer.freePort();
    private Process process;
    private volatile boolean up;
    private volatile boolean paused;

    DomNode(int number, Path folder, ServerCode code, Relay repository, int lease, String adminPassword) {
        this.number = number;
        this.folder = folder;
        this.code = code;
        this.repository = repository;
        this.lease = lease;
        http = new ServerHttp(port, adminPassword);
        try {
            Files.createDirectories(folder.resolve("data"));
            Files.writeString(folder.resolve("data/admin-password"), adminPassword);
            Files.writeString(folder.resolve("password"), RepositoryServer.PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::destroy));
    }

    private String[] arguments() {
        return new String[] {"server", "--port", String.valueOf(port), "--data", folder.resolve("data").toString(),
                "--repository", RepositoryServer.databaseAt(repository.host(), repository.port()),
                "--repository-user", RepositoryServer.USER, "--repository-password", "file:" + folder.resolve("password")};
    }

    /** Begins to start; {@link #awaitUp} tells when it is there. */
    synchronized void start() {
        launch(code.command(arguments()));
    }

    /** The same, noting its classes for {@link ServerCode#archive}. */
    synchronized void startNoting() {
        launch(code.noting(arguments()));
    }

    private void launch(List<String> command) {
        try {
            Files.writeString(log(), "--- start\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().put("SPRING_APPLICATION_JSON", SETTINGS.formatted(lease));
            builder.environment().put("DB_PASSWORD", Target.PASSWORD);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it answered after its last start. */
    boolean isUp() {
        return up && !paused;
    }

    /** Starts it again where it ended by itself, e.g. because it met a repository that was down; asks whether it is there. */
    synchronized boolean look() {
        if (process == null || !process.isAlive()) {
            up = false;
            paused = false;
            start();
        } else if (!up && !paused) {
            up = http.healthy();
        }
        return isUp();
    }

    synchronized void kill() {
        up = false;
        paused = false;
        destroy();
        start();
    }

    synchronized void pause() {
        if (process.isAlive()) {
            paused = true;
            signal("STOP");
        }
    }

    synchronized void goOn() {
        if (paused) {
            signal("CONT");
            paused = false;
        }
    }

    /** SIGTERM, and its end. */
    synchronized void stop() {
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

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As DOM names its servers in the log: process id and host. */
    String namePrefix() {
        return process.pid() + "@";
    }

    ServerHttp http() {
        return http;
    }

    Relay repository() {
        return repository;
    }

    Path log() {
        return folder.resolve("server.log");
    }

    @Override
    public void close() {
        goOn();
        stop();
    }

    @Override
    public String toString() {
        return "server " + number;
    }
}
