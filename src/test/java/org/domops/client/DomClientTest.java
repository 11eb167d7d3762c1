package org.domops.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DomClientTest {

    private final Set<InetSocketAddress> lines = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private DomClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api", this::answer);
        server.start();
        client = new DomClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), new Login("me", "secret", "the test"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        lines.add(exchange.getRemoteAddress());
        boolean refused = exchange.getRequestURI().getPath().endsWith("refused");
        byte[] body = (refused ? "{\"code\": %d, \"detail\": \"no\", \"status\": 409}".formatted(DomCode.ALREADY_RUNNING.number()) : "{\"done\": true}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(refused ? 409 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void requests_follow_each_other_on_one_connection_refused_ones_too() {
        for (int i = 0; i < 5; i++) {
            assertThat(client.post("/api/worker/beat", Map.of("name", "x")).get("done").asBoolean()).isTrue();
            assertThatThrownBy(() -> client.post("/api/refused", Map.of())).isInstanceOf(Refusal.class);
            assertThat(client.get("/api/runs").get("done").asBoolean()).isTrue();
        }
        assertThat(requests).hasValue(15);
        assertThat(lines).hasSize(1);
    }

    @Test
    void an_answer_that_is_long_in_coming_is_told_of_and_a_quick_one_is_not() throws InterruptedException {
        List<String> told = new CopyOnWriteArrayList<>();
        CountDownLatch heard = new CountDownLatch(1);
        server.createContext("/api/slow", exchange -> {
            try {
                heard.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(exchange);
        });
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        new DomClient(address, new Login("me", "secret", "the test"), told::add).get("/api/runs");
        assertThat(told).isEmpty();

        new DomClient(address, new Login("me", "secret", "the test"), text -> {
            told.add(text);
            heard.countDown();
        }, Duration.ofMillis(10)).get("/api/slow");

        assertThat(told).containsExactly("the server at " + address + " has not answered for 0 s; it is waited for, up to 2 minutes");
    }

    @Test
    void a_server_that_has_gone_is_unreachable_and_the_request_is_not_sent_twice() {
        client.get("/api/runs");
        server.stop(0);
        assertThatThrownBy(() -> client.post("/api/runs", Map.of("operation", "probe"))).isInstanceOf(DomException.class)
                .extracting(e -> ((DomException) e).code()).isEqualTo(DomCode.SERVER_UNREACHABLE);
        assertThat(requests).hasValue(1);
    }
}
