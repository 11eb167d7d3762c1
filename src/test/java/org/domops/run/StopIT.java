package org.domops.run;

import com.fasterxml.jackson.databind.JsonNode;
import org.domops.fault.Relay;
import org.domops.repository.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** SIGTERM; and what the next server finds. The lease is so long that nothing here is due to its end. */
class StopIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final String SETTINGS = """
            {"camunda.bpm.deployment-resource-pattern": ["classpath:/processes/*.bpmn", "classpath:/probe/*.bpmn"],
             "dom.worker.lease": "15m", "dom.worker.heartbeat": "1s", "dom.worker.stop-timeout": "10s"}""";

    @TempDir
    static Path folder;
    private static Path data;
    private static ProbeFleet fleet;
    private static ServerProcess server;

    @BeforeAll
    static void prepare() throws Exception {
        data = Files.createDirectory(folder.resolve("data"));
        fleet = new ProbeFleet("STOPPED", 1);
        server = new ServerProcess(data, SETTINGS);
        assertThat(http().put("/api/fleet", Map.of("fileName", "fleet.yaml", "text", fleet.fleetFile(1, "A"),
                "sources", fleet.sources())).status()).isEqualTo(200);
        awaitStatus(started(), "C");
    }

    @BeforeEach
    void start() {
        if (!server.isAlive()) {
            server = new ServerProcess(data, SETTINGS);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_stopping_server_waits_for_the_running_step_records_it_and_leaves_the_next_one_at_once_to_others() {
        fleet.hold(1, "TASK_ONE");
        long run = started();
        await().atMost(PATIENCE).until(() -> fleet.calls(1, run).contains("TASK_ONE"));
        server.terminate();
        await().atMost(PATIENCE).until(() -> server.log().contains("stops"));
        fleet.mend(1);
        server.awaitEnd();
        assertThat(fleet.calls(1, run)).endsWith("TASK_ONE");

        start();
        Instant began = Instant.now();
        awaitStatus(run, "C");
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofMinutes(1));
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                "ITERATOR APP.A", "FINAL N");
        assertThat(attempts(run)).isEqualTo(7);
    }

    @Test
    void a_stopping_server_leaves_a_long_step_after_the_stop_timeout_and_the_next_one_collects_it() {
        fleet.hold(1, "TASK_ONE");
        long run = started();
        await().atMost(PATIENCE).until(() -> fleet.calls(1, run).contains("TASK_ONE"));
        Instant before = Instant.now();
        server.terminate();
        server.awaitEnd();
        Duration took = Duration.between(before, Instant.now());
        System.out.println("Stopped in a long step in " + took.toMillis() + " ms, stop-timeout " + STOP_TIMEOUT.toMillis() + " ms");
        assertThat(took).isBetween(STOP_TIMEOUT, STOP_TIMEOUT.plusSeconds(10));
        assertThat(server.log()).contains("Left after 10s: 1 running step,").doesNotContain("\tat ");

        start();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lane(run).get("waitingFor").asText())
                .contains("held by connection"));
        fleet.mend(1);
        awaitStatus(run, "C");
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                "ITERATOR APP.A", "FINAL N");
        assertThat(attempts(run)).isEqualTo(7);
    }

    @Test
    void a_server_whose_repository_is_away_stops_at_once_and_in_few_words() throws IOException {
        TestPostgres postgres = TestPostgres.create();
        URI address = URI.create(postgres.url().substring("jdbc:".length()));
        Path other = Files.createDirectory(folder.resolve("away"));
        try (Relay relay = new Relay(address.getHost(), address.getPort());
             ServerProcess away = new ServerProcess(other, new TestPostgres(postgres.url().replace(
                     ":" + address.getPort(), ":" + relay.port()), postgres.user(), postgres.password()))) {
            relay.cut();
            await().atMost(PATIENCE).until(() -> away.log().contains("DOM-20274"));
            Instant before = Instant.now();
            away.terminate();
            away.awaitEnd();
            System.out.println("Stopped with the repository away in " + Duration.between(before, Instant.now()).toMillis() + " ms");
            // the worker asks for a connection, for 10 s, when the stop comes
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(25));
            assertThat(away.log()).doesNotContain("\tat ").doesNotContain("ENGINE-").doesNotContain("hikari").doesNotContain("destroy method");
        }
    }

    private static DomHttp http() {
        return new DomHttp(server.port(), data);
    }

    private static long started() {
        DomHttp.Answer answer = http().startRun("probe", "TEST");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().at("/variables/runId/value").asLong();
    }

    private static void awaitStatus(long run, String status) {
        await().atMost(PATIENCE).until(() -> http().get("/api/runs/" + run).body().get("status").asText().equals(status));
    }

    private static JsonNode lane(long run) {
        return http().get("/api/runs/" + run).body().at("/laneList/0");
    }

    private static int attempts(long run) {
        return http().get("/api/runs/" + run + "/attempts").body().get("attempts").size();
    }
}
