package org.domops.demo;

import org.domops.client.DomClient;
import org.domops.client.Login;
import org.domops.console.Durations;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits until a server that was started takes commands. */
final class ServerReady {

    /** Long, for machines that are busy: a server that fails ends, and that is seen at once. */
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration FIRST_WORD = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 200;
    private static final int TIMEOUT_MILLIS = 5_000;

    private final URI address;
    private final Path passwordFile;

    ServerReady(URI address, Path passwordFile) {
        this.address = address;
        this.passwordFile = passwordFile;
    }

    /** @return a client for the user admin */
    DomClient await(DemoServer server, Consumer<String> progress) {
        long begin = System.nanoTime();
        Duration word = FIRST_WORD;
        while (true) {
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            if (!server.isAlive()) {
                throw new DomException(DomCode.SERVER_NOT_STARTED, server.reason());
            }
            Optional<DomClient> client = healthy() ? client() : Optional.empty();
            if (client.isPresent()) {
                server.nowReady();
                progress.accept("server: ready after " + Durations.words(waited));
                return client.get();
            }
            if (waited.compareTo(LIMIT) > 0) {
                throw new DomException(DomCode.SERVER_NOT_STARTED, "the server did not answer within "
                        + LIMIT.toMinutes() + " minutes: " + server.reason());
            }
            if (waited.compareTo(word) > 0) {
                progress.accept("server: still starting after " + Durations.words(waited));
                word = word.multipliedBy(2);
            }
            rest();
        }
    }

    private boolean healthy() {
        try {
            HttpURLConnection health = (HttpURLConnection) address.resolve("/actuator/health").toURL().openConnection();
            health.setConnectTimeout(TIMEOUT_MILLIS);
            health.setReadTimeout(TIMEOUT_MILLIS);
            return health.getResponseCode() == 200;
        } catch (IOException e) {
            // nobody listens yet
            return false;
        }
    }

    /** A server takes requests a moment before its admin user is there. */
    private Optional<DomClient> client() {
        try {
            DomClient client = new DomClient(address, new Login("admin", Files.readString(passwordFile).strip(), passwordFile.toString()));
            client.get("/api/runs?limit=1");
            return Optional.of(client);
        } catch (IOException e) {
            return Optional.empty();
        } catch (DomException e) {
            if (e.code() == DomCode.NOT_AUTHENTICATED || e.code() == DomCode.SERVER_UNREACHABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void rest() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DomException(DomCode.SERVER_NOT_STARTED, "interrupted while the server started", e);
        }
    }
}
