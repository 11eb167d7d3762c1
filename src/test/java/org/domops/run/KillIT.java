package org.domops.run;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** kill -9 of the server, in a JVM of its own, in the middle of a step; another one started on the same data folder. */
class KillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;
    private Path data;
    private ProbeFleet fleet;

    @BeforeEach
    void prepare() throws Exception {
        data = Files.createDirectory(folder.resolve("data"));
        fleet = new ProbeFleet("KILLED", 1);
    }

    @Test
    void a_step_that_ends_on_its_target_while_no_server_is_there_is_collected_and_not_called_again() {
        long run;
        try (ServerProcess server = new ServerProcess(data)) {
            prepareTables(server);
            run = startAndKillIn("TASK_ONE", server);
        }
        try (DomInstance server = new DomInstance(data)) {
            DomHttp http = new DomHttp(server.port(), data);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(lane(http, run).get("waitingFor").asText())
                    .contains("held by connection"));
            fleet.mend(1);
            await().atMost(PATIENCE).until(() -> status(http, run).equals("C"));
            assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                    "ITERATOR APP.A", "FINAL N");
            JsonNode attempt = attemptAt(http, run, "TASK_ONE");
            assertThat(attempt.get("attempt").asInt()).isEqualTo(1);
            assertThat(attempt.get("possiblyRepeated").asBoolean()).isFalse();
            assertThat(statementsOf(http, run, attempt.get("taskLogId").asLong())).hasSize(1);
            assertThat(lane(http, run).get("waitingFor").isNull()).isTrue();
        }
    }

    @Test
    void a_step_whose_session_died_with_the_server_is_called_again_as_the_same_attempt_and_the_log_says_so() {
        long run;
        try (ServerProcess server = new ServerProcess(data)) {
            prepareTables(server);
            run = startAndKillIn("TASK_ONE", server);
        }
        fleet.killSessions(1);
        fleet.mend(1);
        try (DomInstance server = new DomInstance(data)) {
            DomHttp http = new DomHttp(server.port(), data);
            await().atMost(PATIENCE).until(() -> status(http, run).equals("C"));
            assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_ONE",
                    "TASK_TWO", "ITERATOR APP.A", "FINAL N");
            JsonNode attempt = attemptAt(http, run, "TASK_ONE");
            assertThat(attempt.get("attempt").asInt()).isEqualTo(1);
            assertThat(attempt.get("possiblyRepeated").asBoolean()).isTrue();
            assertThat(statementsOf(http, run, attempt.get("taskLogId").asLong())).hasSize(2);
        }
    }

    @Test
    void a_step_that_ended_while_its_next_owner_could_not_log_in_is_collected_by_the_restart() {
        long run;
        try (ServerProcess server = new ServerProcess(data)) {
            prepareTables(server);
            run = startAndKillIn("TASK_ONE", server);
        }
        fleet.lockAccount(1);
        try (DomInstance server = new DomInstance(data)) {
            DomHttp http = new DomHttp(server.port(), data);
            await().atMost(PATIENCE).until(() -> status(http, run).equals("E"));
            fleet.unlockAccount(1);
            fleet.mend(1);
            assertThat(started(http)).isEqualTo(run);
            await().atMost(PATIENCE).until(() -> status(http, run).equals("C"));
            assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "INITIAL", "TASK_TWO",
                    "ITERATOR APP.A", "FINAL N");
        }
    }

    @Test
    void a_server_killed_between_a_steps_error_and_its_incident_goes_on_with_final_and_the_lane_can_be_restarted() {
        long run;
        try (ServerProcess server = new ServerProcess(data)) {
            prepareTables(server);
            fleet.fault(1, "TASK_ONE", -20555);
            run = startAndKillIn("FINAL Y", server);
        }
        try (DomInstance server = new DomInstance(data)) {
            DomHttp http = new DomHttp(server.port(), data);
            assertThat(status(http, run)).isEqualTo("R");
            fleet.mend(1);
            await().atMost(PATIENCE).until(() -> status(http, run).equals("E"));
            assertThat(lane(http, run).get("statusMessage").asText()).contains("TASK_ONE: -20555");
            assertThat(started(http)).isEqualTo(run);
            await().atMost(PATIENCE).until(() -> status(http, run).equals("C"));
            assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "FINAL Y",
                    "INITIAL", "TASK_ONE", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
        }
    }

    @Test
    void a_cancel_whose_server_was_killed_ends_the_session_it_left_and_is_confirmed_by_the_next_one() {
        long run;
        try (ServerProcess server = new ServerProcess(data)) {
            prepareTables(server);
            DomHttp http = new DomHttp(server.port(), data);
            fleet.hold(1, "TASK_ONE");
            run = started(http);
            await().atMost(PATIENCE).until(() -> fleet.calls(1, run).contains("TASK_ONE"));
            assertThat(http.post("/api/runs/" + run + "/cancel", Map.of("reason", "not tonight")).status()).isEqualTo(200);
            server.kill();
        }
        try (DomInstance server = new DomInstance(data)) {
            DomHttp http = new DomHttp(server.port(), data);
            await().atMost(PATIENCE).until(() -> status(http, run).equals("X"));
            assertThat(lane(http, run).get("statusMessage").asText()).contains("not tonight");
            assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "FINAL Y");
            assertThat(fleet.strings(1, "select count(*) from information_schema.processlist where info like '%PROBE_FAULTS%'"
                    + " and id <> connection_id()")).as("the session that was held is gone").containsExactly("0");
        }
    }

    private long startAndKillIn(String procedure, ServerProcess server) {
        DomHttp http = new DomHttp(server.port(), data);
        fleet.hold(1, procedure);
        long run = started(http);
        await().atMost(PATIENCE).until(() -> fleet.calls(1, run).contains(procedure));
        server.kill();
        return run;
    }

    /** A first run makes the tables by which procedures are told to wait or fail. */
    private void prepareTables(ServerProcess server) {
        DomHttp http = new DomHttp(server.port(), data);
        assertThat(http.put("/api/fleet", Map.of("fileName", "fleet.yaml", "text", fleet.fleetFile(1, "A"),
                "sources", fleet.sources())).status()).isEqualTo(200);
        long first = started(http);
        await().atMost(PATIENCE).until(() -> status(http, first).equals("C"));
    }

    private static long started(DomHttp http) {
        DomHttp.Answer answer = http.startRun("probe", "TEST");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().at("/variables/runId/value").asLong();
    }

    private static String status(DomHttp http, long run) {
        return http.get("/api/runs/" + run).body().get("status").asText();
    }

    private static JsonNode lane(DomHttp http, long run) {
        return http.get("/api/runs/" + run).body().at("/laneList/0");
    }

    private static JsonNode statementsOf(DomHttp http, long run, long taskLogId) {
        return http.get("/api/runs/" + run + "/sql?task=" + taskLogId).body().get("statements");
    }

    private static JsonNode attemptAt(DomHttp http, long run, String procedure) {
        long step = -1;
        for (JsonNode task : http.get("/api/runs/" + run + "/tasks").body().get("tasks")) {
            if (task.get("procedure").asText().equals(procedure)) {
                step = task.get("id").asLong();
            }
        }
        for (JsonNode attempt : http.get("/api/runs/" + run + "/attempts").body().get("attempts")) {
            if (attempt.get("taskLogId").asLong() == step) {
                return attempt;
            }
        }
        throw new AssertionError("no attempt at " + procedure);
    }
}
