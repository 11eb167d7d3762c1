package org.domops.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Serves recorded answers; those to one request come one after the other, the last of them again and again. */
final class FakeDomServer implements AutoCloseable {

    static final String PASSWORD = "pa55wörd";

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    FakeDomServer() throws IOException {
        this(0);
    }

    private FakeDomServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    static FakeDomServer at(int port) {
        try {
            return new FakeDomServer(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** @param request e.g. {@code GET /api/runs/57} */
    synchronized FakeDomServer on(String request, int status, String body) {
        String type = status < 400 ? "application/json" : "application/problem+json";
        answers.computeIfAbsent(request, r -> new ArrayDeque<>()).add(new Answer(status, type, body));
        return this;
    }

    synchronized FakeDomServer onText(String request, int status, String type, String body) {
        answers.computeIfAbsent(request, r -> new ArrayDeque<>()).add(new Answer(status, type, body));
        return this;
    }

    /** What was asked, with the bodies. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add((request + " " + body).strip());
        send(exchange, allowed(exchange) ? next(request) : new Answer(401, "text/plain", "who are you?"));
    }

    private synchronized Answer next(String request) {
        Deque<Answer> queue = answers.getOrDefault(request, new ArrayDeque<>());
        if (queue.isEmpty()) {
            return new Answer(404, "text/html", "<h1>nothing here</h1>");
        }
        return queue.size() > 1 ? queue.poll() : queue.peek();
    }

    private static boolean allowed(HttpExchange exchange) {
        String expected = "Basic " + Base64.getEncoder()
                .encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type);
        exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Answer(int status, String type, String body) {
    }
}
