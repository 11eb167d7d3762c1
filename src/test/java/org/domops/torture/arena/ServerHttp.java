package org.domops.torture.arena;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** A server's REST interface, as somebody sees it who does not wait for ever. */
final class ServerHttp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
    private final String base;
    private final String authorization;

    /** An answer. */
    record Answer(int status, JsonNode body) {
    }

    ServerHttp(int port, String adminPassword) {
        base = "http://127.0.0.1:" + port;
        authorization = "Basic " + Base64.getEncoder().encodeToString(("admin:" + adminPassword).getBytes(StandardCharsets.UTF_8));
    }

    boolean healthy() {
        return send("GET", "/actuator/health", null, PATIENCE).filter(answer -> answer.status() == 200).isPresent();
    }

    /** @return empty: there was no answer, so whether it took effect is not known */
    Optional<Answer> post(String path, Object body) {
        return send("POST", path, body, PATIENCE);
    }

    /** The same with much patience. */
    Optional<Answer> postAndWait(String path, Object body) {
        return send("POST", path, body, LONG);
    }

    Optional<Answer> put(String path, Object body) {
        return send("PUT", path, body, LONG);
    }

    private Optional<Answer> send(String method, String path, Object body, Duration patience) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).timeout(patience)
                    .header("Authorization", authorization).header("Content-Type", "application/json")
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return Optional.of(new Answer(response.statusCode(), JSON.readTree(response.body())));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (IOException noAnswer) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
