package org.domops.run;

import com.fasterxml.jackson.databind.JsonNode;
import org.domops.log.Status;
import org.domops.run.DomHttp.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A run as a client of the engine's REST interface, and Cockpit, start, see and retry it. */
class EngineRestIT {

    @TempDir
    static Path data;
    private static DomInstance dom;
    private static DomHttp http;
    private static ProbeFleet fleet;

    @BeforeAll
    static void start() {
        fleet = new ProbeFleet("ENGINEREST", 1);
        dom = new DomInstance(data);
        http = new DomHttp(dom.port(), data);
        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        dom.run("probe", "TEST");
    }

    @AfterAll
    static void stop() {
        dom.close();
    }

    @BeforeEach
    void mend() {
        fleet.mend(1);
    }

    @Test
    void a_run_starts_by_starting_the_process_dom_run() {
        Answer started = http.startRun("probe", "TEST");
        assertThat(started.status()).isEqualTo(200);
        long run = started.body().at("/variables/runId/value").asLong();
        dom.awaitEnd(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(http.get("/api/runs/" + run).body().get("startedBy").asText()).isEqualTo("admin");
    }

    @Test
    void a_refused_start_is_a_409_with_the_code_on_both_interfaces() {
        fleet.hold(1, "TASK_ONE");
        long run = http.startRun("probe", "TEST").body().at("/variables/runId/value").asLong();
        for (Answer refused : new Answer[] {http.startRun("probe", "TEST"),
                http.post("/api/runs", Map.of("operation", "probe", "environment", "TEST"))}) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().get("code").asInt()).isEqualTo(-20001);
            assertThat(refused.body().get("detail").asText()).contains("run " + run).contains("admin");
        }
        fleet.mend(1);
        dom.awaitEnd(run);
    }

    @Test
    void a_request_that_meets_another_change_is_a_409_and_can_be_given_again() throws Exception {
        fleet.hold(1, "TASK_ONE");
        long run = http.startRun("probe", "TEST").body().at("/variables/runId/value").asLong();
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).contains("TASK_ONE"));
        String lane = dom.jdbc().sql("select PROC_INST_ID_ from ACT_RU_EXT_TASK").query(String.class).single();
        CompletableFuture<Answer> deletion;
        try (Connection other = dom.connection()) {
            other.setAutoCommit(false);
            try (Statement change = other.createStatement()) {
                change.execute("update ACT_RU_EXT_TASK set REV_ = REV_ + 1");
                deletion = CompletableFuture.supplyAsync(() -> http.delete("/engine-rest/process-instance/" + lane));
                await().atMost(DomInstance.PATIENCE).until(() -> dom.jdbc().sql("""
                        select count(*) from information_schema.sessions
                        where blocker_id is not null and lower(executing_statement) like 'delete from act_ru_ext_task%'""")
                        .query(Integer.class).single() == 1);
            }
            other.commit();
        }
        Answer refused = deletion.get(1, TimeUnit.MINUTES);
        assertThat(refused.status()).as(String.valueOf(refused.body())).isEqualTo(409);
        assertThat(refused.body().get("code").asInt()).isEqualTo(-20228);
        assertThat(http.get("/engine-rest/process-instance/" + lane).status()).isEqualTo(200);

        // a heartbeat may come in between once more
        await().atMost(DomInstance.PATIENCE).until(() -> http.delete("/engine-rest/process-instance/" + lane).status() == 204);
        fleet.mend(1);
        dom.awaitEnd(run);
    }

    @Test
    void an_unknown_operation_is_refused_and_nothing_is_left_behind() {
        Answer refused = http.startRun("no-such-operation", "TEST");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("code").asInt()).isEqualTo(-20020);
        assertThat(http.get("/engine-rest/process-instance/count?processDefinitionKey=dom-run").body().get("count").asInt())
                .isZero();
    }

    @Test
    void an_incident_stands_at_the_failed_task_and_incrementing_its_retries_restarts_the_lane_from_there() {
        fleet.fault(1, "TASK_TWO", -20555);
        long run = dom.run("probe", "TEST");
        JsonNode incidents = http.get("/engine-rest/incident?processDefinitionKeyIn=probe").body();
        assertThat(incidents).hasSize(1);
        assertThat(incidents.get(0).get("activityId").asText()).isEqualTo("TASK_TWO");
        assertThat(incidents.get(0).get("incidentMessage").asText()).contains("-20555").contains("probe fault in TASK_TWO");

        fleet.mend(1);
        // what Cockpit's "increment number of retries" sends for an external task
        String externalTask = incidents.get(0).get("configuration").asText();
        assertThat(http.put("/engine-rest/external-task/" + externalTask + "/retries", Map.of("retries", 1)).status())
                .isEqualTo(204);
        await().atMost(DomInstance.PATIENCE).until(() -> dom.status(run) == Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO", "FINAL Y",
                "INITIAL", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
        assertThat(http.get("/api/runs/" + run).body().get("restart").isNull()).isFalse();
        assertThat(http.get("/engine-rest/incident").body()).isEmpty();
    }

    @Test
    void an_errored_run_stands_at_its_wait_for_the_restart() {
        fleet.fault(1, "TASK_ONE", -20555);
        long run = dom.run("probe", "TEST");
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> {
            JsonNode instances = http.get("/engine-rest/process-instance?businessKey=" + run
                    + "&processDefinitionKey=dom-run&activityIdIn=errored").body();
            assertThat(instances).hasSize(1);
        });
        fleet.mend(1);
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
    }

    @Test
    void nothing_is_shown_without_a_login() throws Exception {
        for (String path : new String[] {"/api/runs", "/engine-rest/process-instance", "/engine-rest/deployment"}) {
            int status = HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + dom.port() + path)).build(), BodyHandlers.discarding()).statusCode();
            assertThat(status).as(path).isEqualTo(401);
        }
    }

    @Test
    void a_page_of_the_webapps_asks_for_the_login() throws Exception {
        var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dom.port()
                + "/camunda/api/engine/engine/default/process-instance")).build(), BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void the_servers_address_and_camunda_lead_to_cockpit() throws Exception {
        HttpClient browser = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
        for (String path : new String[] {"/", "/camunda", "/camunda/"}) {
            var answer = browser.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dom.port() + path)).build(),
                    BodyHandlers.ofString());
            assertThat(answer.uri().getPath()).as(path).isEqualTo("/camunda/app/cockpit/default/");
            assertThat(answer.body()).contains("Camunda Cockpit");
        }
    }

    @Test
    void a_start_without_an_operation_is_a_400_on_both_interfaces() {
        for (Answer refused : new Answer[] {http.post("/api/runs", Map.of()),
                http.post("/engine-rest/process-definition/key/dom-run/start", Map.of())}) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body().get("code").asInt()).isEqualTo(-20200);
        }
    }

    @Test
    void an_operation_started_without_a_run_gets_an_incident_and_hinders_no_run() {
        String stray = http.post("/engine-rest/process-definition/key/probe/start", Map.of()).body().get("id").asText();
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> {
            JsonNode incidents = http.get("/engine-rest/incident?processInstanceId=" + stray).body();
            assertThat(incidents).hasSize(1);
            assertThat(incidents.get(0).get("incidentMessage").asText()).contains("dom-run");
        });
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        http.delete("/engine-rest/process-instance/" + stray);
    }
}
