package org.domops.run;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** A server's REST interface as the user admin sees it. */
final class DomHttp {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String authorization;

    /** An answer. */
    record Answer(int status, JsonNode body) {
    }

    /** With the password in the data folder. */
    DomHttp(int port, Path data) {
        this(port, password(data));
    }

    DomHttp(int port, String password) {
        this(port, "admin", password);
    }

    DomHttp(int port, String user, String password) {
        base = "http://127.0.0.1:" + port;
        authorization = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String password(Path data) {
        try {
            return Files.readString(data.resolve("admin-password")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page that is no JSON. */
    String text(String path) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", authorization).build(),
                    BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Starts dom-run as any REST client of the engine would. */
    Answer startRun(String operation, String environment) {
        return post("/engine-rest/process-definition/key/dom-run/start", Map.of("withVariablesInReturn", true,
                "variables", Map.of("operation", Map.of("value", operation, "type", "String"),
                        "environment", Map.of("value", environment, "type", "String"))));
    }

    private Answer send(String method, String path, Object body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .header("Authorization", authorization).header("Content-Type", "application/json")
                    .method(method, body == null ? BodyPublishers.noBody()
                            : BodyPublishers.ofString(JSON.writeValueAsString(body))).build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
