package org.domops.run;

import org.domops.fault.FreePort;
import org.domops.jvm.DomJvm;
import org.domops.repository.TestPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/** A DOM server in a JVM of its own, as {@code dom server} starts it. */
final class ServerProcess implements AutoCloseable {

    /** A short lease, so that the test need not wait long; and the tests' operation beside the shipped ones. */
    private static final String SETTINGS = """
            {"camunda.bpm.deployment-resource-pattern": ["classpath:/processes/*.bpmn", "classpath:/probe/*.bpmn"],
             "camunda.bpm.webapp.enabled": false, "springdoc.api-docs.enabled": false, "springdoc.swagger-ui.enabled": false,
             "dom.worker.lease": "3s", "dom.worker.heartbeat": "1s"}""";
    private static final Duration START = Duration.ofSeconds(180);

    private final Process process;
    private final Path log;
    private final int port;
    private final Path data;

    /** With H2 in the folder. */
    ServerProcess(Path data) {
        this(data, null, SETTINGS);
    }

    /** @param settings JSON, in place of the usual ones */
    ServerProcess(Path data, String settings) {
        this(data, null, settings);
    }

    /** @param postgres the repository, which other servers may use, too; null: H2 in the folder */
    ServerProcess(Path data, TestPostgres postgres) {
        this(data, postgres, SETTINGS);
    }

    private ServerProcess(Path data, TestPostgres postgres, String settings) {
        this.data = data;
        try {
            port = FreePort.find();
            log = data.resolveSibling("server-" + port + ".log");
            ProcessBuilder command = new ProcessBuilder(DomJvm.command("server", "--port", String.valueOf(port), "--data", data.toString()));
            if (postgres != null) {
                command.command().addAll(List.of("--repository", postgres.url(), "--repository-user", postgres.user(),
                        "--repository-password", "env:POSTGRES_PASSWORD"));
                command.environment().put("POSTGRES_PASSWORD", postgres.password());
            }
            command.redirectErrorStream(true).redirectOutput(log.toFile());
            command.environment().put("SPRING_APPLICATION_JSON", settings);
            process = command.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(START).pollInterval(Duration.ofMillis(200)).until(this::healthy);
    }

    int port() {
        return port;
    }

    /** Where the admin password and, with H2, the repository are. */
    Path data() {
        return data;
    }

    /** What the server has written so far. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** SIGSTOP: the process does nothing, its connections stay; SIGCONT ends it. */
    void pause() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new AssertionError("kill -" + name + " ended with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code kill}. */
    void terminate() {
        process.destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        terminate();
        awaitEnd();
    }

    void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the server did not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean healthy() throws InterruptedException, IOException {
        if (!process.isAlive()) {
            throw new AssertionError("the server ended with " + process.exitValue() + ":\n" + Files.readString(log));
        }
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port
                    + "/actuator/health")).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
