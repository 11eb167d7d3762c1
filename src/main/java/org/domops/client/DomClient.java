package org.domops.client;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * DOM's REST interface as seen from outside. Each call either gives the answer's JSON or throws: a {@link Refusal} with
 * the server's code, or a {@link DomException} with SERVER_UNREACHABLE, NOT_AUTHENTICATED or UNEXPECTED_ANSWER.
 *
 * <p>By HttpURLConnection: java.net.http.HttpClient takes half a second longer to start, each time.
 */
public final class DomClient {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final int UNAUTHORIZED = 401;

    private final URI server;
    private final Login login;
    /** Null: nobody listens. */
    private final Consumer<String> slow;
    private final Duration slowAfter;

    /** @param server e.g. {@code http://localhost:8080}; a path before {@code /api} is kept */
    public DomClient(URI server, Login login) {
        this(server, login, null);
    }

    /** @param slow is told, in words, of each answer that is long in coming */
    public DomClient(URI server, Login login, Consumer<String> slow) {
        this(server, login, slow, SLOW);
    }

    DomClient(URI server, Login login, Consumer<String> slow, Duration slowAfter) {
        this.server = server;
        this.login = login;
        this.slow = slow;
        this.slowAfter = slowAfter;
    }

    /** @param path from {@code /api} on, with its query */
    public JsonNode get(String path) {
        return send("GET", path, null);
    }

    public JsonNode post(String path, Object body) {
        return send("POST", path, Json.write(body));
    }

    public JsonNode put(String path, Object body) {
        return send("PUT", path, Json.write(body));
    }

    private JsonNode send(String method, String path, String body) {
        URI address = at(path);
        Future<?> told = tellWhenSlow();
        try {
            // not disconnected: the JDK keeps the line for the next request, a worker's steps need no handshake each
            return judge(address, exchange((HttpURLConnection) address.toURL().openConnection(), method, body));
        } catch (HttpRetryException e) {
            // how HttpURLConnection says 401 for a request with a body
            return judge(address, new Response(e.responseCode(), "no content type", ""));
        } catch (SocketTimeoutException e) {
            throw unreachable("the server at " + server + " did not answer in time", e);
        } catch (ConnectException | UnknownHostException | NoRouteToHostException e) {
            throw unreachable("no DOM server answers at " + server, e);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw unreachable("the connection to the server at " + server + " broke: " + reason, e);
        } finally {
            told.cancel(false);
        }
    }

    private Future<?> tellWhenSlow() {
        return slow == null ? CompletableFuture.completedFuture(null) : CompletableFuture.runAsync(() -> slow.accept("the server at "
                + server + " has not answered for " + slowAfter.toSeconds() + " s; it is waited for, up to " + ANSWER.toMinutes()
                + " minutes"), CompletableFuture.delayedExecutor(slowAfter.toMillis(), TimeUnit.MILLISECONDS));
    }

    private URI at(String path) {
        String base = server.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private Response exchange(HttpURLConnection connection, String method, String body) throws IOException {
        connection.setRequestMethod(method);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) ANSWER.toMillis());
        // the password must not go to where an answer points
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Accept", "application/json, application/problem+json");
        login.header().ifPresent(value -> connection.setRequestProperty("Authorization", value));
        if (body != null) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            // else a POST is silently sent again when the connection breaks: a run would be started twice
            connection.setFixedLengthStreamingMode(bytes.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(bytes);
            }
        }
        int status = connection.getResponseCode();
        String type = connection.getContentType() == null ? "no content type" : connection.getContentType();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Response(status, type, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private JsonNode judge(URI address, Response response) {
        if (response.status == UNAUTHORIZED) {
            throw new DomException(DomCode.NOT_AUTHENTICATED, login.refusal());
        }
        if (response.type.contains("json")) {
            JsonNode answer = Json.parse(response.body);
            if (response.status >= 200 && response.status < 300) {
                return answer;
            }
            if (answer.has("code")) {
                throw Refusal.of(answer);
            }
        }
        throw new DomException(DomCode.UNEXPECTED_ANSWER, "what answers at " + address
                + " is not a DOM server, or not one of this version: HTTP status " + response.status + ", " + response.type);
    }

    private static DomException unreachable(String message, IOException cause) {
        return new DomException(DomCode.SERVER_UNREACHABLE, message, cause);
    }

    private record Response(int status, String type, String body) {
    }
}
