package org.domops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.domops.error.DomCode;
import org.domops.log.Status;
import org.domops.log.TaskRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at targets before a run, and taking one as it is. */
class CheckIT {

    @TempDir
    private static Path data;
    private static DomInstance dom;
    private static DomHttp http;

    @BeforeAll
    static void start() {
        dom = new DomInstance(data);
        http = new DomHttp(dom.port(), data);
    }

    @AfterAll
    static void stop() {
        dom.close();
    }

    @BeforeEach
    void meet_all_targets_for_the_first_time() {
        dom.jdbc().sql("delete from DOM$TARGET_STAMPS").update();
    }

    private JsonNode check() {
        DomHttp.Answer answer = http.post("/api/check", Map.of("operation", "probe", "environment", "TEST"));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> findings(JsonNode report, int database, String level, String subject) {
        return StreamSupport.stream(report.path("databases").path(database - 1).path("findings").spliterator(), false)
                .filter(finding -> finding.path("level").asText().equals(level) && finding.path("subject").asText().equals(subject))
                .map(finding -> finding.path("text").asText()).toList();
    }

    @Test
    void check_tries_each_database_of_a_run_and_changes_nothing() {
        ProbeFleet fleet = new ProbeFleet("CHECKED", 2);
        dom.apply(fleet.fleetFile(1, "A").replace(fleet.schema(2).database().connectString(), "127.0.0.1:1/NOWHERE"), fleet.sources());

        int runs = runs();
        JsonNode report = check();

        assertThat(report.path("databases").findValuesAsText("database")).containsExactly("PROBETST01", "PROBETST02");
        assertThat(report.path("databases").findValuesAsText("result")).containsExactly("WARNING", "FAILURE");
        assertThat(report.path("failures").asInt()).isEqualTo(1);
        assertThat(report.path("warnings").asInt()).isEqualTo(1);
        assertThat(findings(report, 1, "OK", "login")).singleElement().asString().contains("CHECKED1");
        assertThat(findings(report, 1, "OK", "parameters")).containsExactly("ROUNDS is defined");
        assertThat(findings(report, 1, "OK", "code")).contains("package PROBE_OP would be installed; whether it compiles is not known"
                + " without --compile");
        assertThat(findings(report, 1, "WARNING", "objects")).singleElement().asString().contains("TABLE APP.A");
        assertThat(findings(report, 2, "FAILURE", "login")).singleElement().asString()
                .contains("-20205").contains("127.0.0.1:1");
        assertThat(fleet.strings(1, "SHOW TABLES")).isEmpty();
        assertThat(runs()).isEqualTo(runs);
    }

    private static int runs() {
        return dom.jdbc().sql("select count(*) from DOM$RUN_LOG").query(Integer.class).single();
    }

    @Test
    void a_parameter_that_a_package_reads_and_nobody_defined_is_found_before_the_run() {
        ProbeFleet fleet = new ProbeFleet("CHECKEDP", 1);
        dom.apply(fleet.fleetFile(1, "A").replace("name: ROUNDS", "name: ROUND"), fleet.sources());
        assertThat(findings(check(), 1, "FAILURE", "parameters"))
                .containsExactly("ROUNDS is not defined for any object, instance 1");
    }

    @Test
    void a_target_that_accepts_connections_and_never_answers_does_not_hold_up_a_check() throws IOException {
        ProbeFleet fleet = new ProbeFleet("CHECKEDS", 2);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            dom.apply(fleet.fleetFile(1, "A").replace(fleet.schema(1).database().connectString(),
                    "127.0.0.1:" + silent.getLocalPort() + "/SILENT"), fleet.sources());
            long start = System.nanoTime();
            JsonNode report = check();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
            assertThat(findings(report, 1, "FAILURE", "login")).singleElement().asString().contains("SILENT");
            assertThat(report.path("databases").path(1).path("result").asText()).isEqualTo("WARNING");
        }
    }

    @Test
    void what_would_be_refused_as_a_run_is_refused_as_a_check() {
        DomHttp.Answer answer = http.post("/api/check", Map.of("operation", "no-such", "environment", "TEST"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("code").asInt()).isEqualTo(DomCode.NOT_DEFINED.number());
        assertThat(http.post("/api/check", Map.of("environment", "TEST")).body().path("code").asInt())
                .isEqualTo(DomCode.INVALID_REQUEST.number());
    }

    @Test
    void a_database_that_is_not_the_one_it_was_is_refused_until_somebody_accepts_it_with_a_reason() {
        ProbeFleet fleet = new ProbeFleet("ACCEPTED", 1);
        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        assertThat(dom.status(dom.run("probe", "TEST"))).isEqualTo(Status.C);
        fleet.execute(1, "UPDATE DOM$TARGET SET server_uid = 'another'");

        assertThat(findings(check(), 1, "FAILURE", "identity")).singleElement().asString().contains("accept-database");
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(dom.tasks().of(run).get(0).errorCode()).isEqualTo(DomCode.IDENTITY_CHANGED.number());

        String resource = "/api/databases/PROBETST01/accept";
        assertThat(http.post(resource, Map.of("environment", "TEST")).status()).isEqualTo(400);
        assertThat(http.post("/api/databases/PROBETST99/accept", Map.of("environment", "TEST", "reason", "x")).body().path("code")
                .asInt()).isEqualTo(DomCode.NOT_DEFINED.number());
        DomHttp.Answer accepted = http.post(resource, Map.of("environment", "TEST", "reason", "moved to a new host"));
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(200);
        assertThat(accepted.body().path("formerServer").asText()).isEqualTo("another");
        assertThat(fleet.strings(1, "SELECT CONCAT(accepted_by, ': ', reason) FROM DOM$TARGET_ACCEPTED"))
                .containsExactly("admin: moved to a new host");

        assertThat(dom.run("probe", "TEST")).isEqualTo(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
    }

    private static DomHttp.Answer accept(String database, String reason) {
        return http.post("/api/databases/" + database + "/accept", Map.of("environment", "TEST", "reason", reason));
    }

    private static long erroredWith(DomCode code, String... texts) {
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        TaskRow errored = dom.tasks().of(run).stream().filter(step -> step.status() == Status.E).findFirst().orElseThrow();
        assertThat(errored.errorCode()).isEqualTo(code.number());
        assertThat(errored.statusMessage()).contains(texts);
        return run;
    }

    @Test
    void a_restored_target_is_refused_until_somebody_accepts_it() {
        ProbeFleet fleet = new ProbeFleet("RESTORED", 1);
        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        dom.run("probe", "TEST");
        String stamp = fleet.strings(1, "SELECT stamp FROM DOM$TARGET").get(0);
        assertThat(dom.status(dom.run("probe", "TEST"))).isEqualTo(Status.C);
        fleet.execute(1, "UPDATE DOM$TARGET SET stamp_number = stamp_number - 1, stamp = '" + stamp + "'");
        fleet.execute(1, "DELETE FROM DOM$STAMPS");

        assertThat(findings(check(), 1, "FAILURE", "identity")).singleElement().asString().contains("-20276");
        long run = erroredWith(DomCode.TARGET_RESTORED, "PROBETST01", "restored", "dom accept-database");
        assertThat(accept("PROBETST01", "restored from a backup").body().path("cleared").asBoolean()).isFalse();
        assertThat(dom.run("probe", "TEST")).isEqualTo(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
    }

    @Test
    void a_target_that_is_restored_while_its_lane_is_at_work_is_refused_at_the_next_step() {
        ProbeFleet fleet = new ProbeFleet("RESTOREDR", 1);
        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        dom.run("probe", "TEST");
        fleet.hold(1, "TASK_ONE");
        long run = dom.started("probe", "TEST");
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).contains("TASK_ONE"));
        fleet.execute(1, "DELETE FROM DOM$FENCE");
        fleet.mend(1);
        dom.awaitEnd(run);
        assertThat(dom.tasks().of(run)).filteredOn(step -> step.key().procedure().equals("TASK_TWO")).singleElement()
                .extracting(TaskRow::errorCode).isEqualTo(DomCode.TARGET_RESTORED.number());
        assertThat(fleet.calls(1, run)).doesNotContain("TASK_TWO", "FINAL Y");
        assertThat(accept("PROBETST01", "it is all there").status()).isEqualTo(200);
        assertThat(dom.run("probe", "TEST")).isEqualTo(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
    }

    @Test
    void a_restored_repository_is_refused_until_it_has_an_identity_of_its_own_and_each_database_is_accepted() {
        ProbeFleet fleet = new ProbeFleet("RESTOREDREPO", 1);
        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        dom.run("probe", "TEST");
        Map<String, Object> backup = dom.jdbc().sql("select stamp, stamp_number from DOM$TARGET_STAMPS").query().singleRow();
        dom.run("probe", "TEST");
        dom.jdbc().sql("update DOM$TARGET_STAMPS set stamp = ?, stamp_number = ?")
                .params(backup.get("stamp"), backup.get("stamp_number")).update();

        long run = erroredWith(DomCode.REPOSITORY_RESTORED, "PROBETST01", "dom repository new-identity");
        String former = http.get("/api/repository").body().path("uuid").asText();
        assertThat(http.post("/api/repository/new-identity", Map.of()).body().path("code").asInt())
                .isEqualTo(DomCode.REASON_MISSING.number());
        DomHttp.Answer renewed = http.post("/api/repository/new-identity", Map.of("reason", "restored from last night"));
        assertThat(renewed.status()).as(renewed.body().toString()).isEqualTo(200);
        assertThat(renewed.body().path("formerUuid").asText()).isEqualTo(former);
        assertThat(renewed.body().path("halted").path(0).asLong()).isEqualTo(run);
        assertThat(http.get("/api/repository").body().path("uuid").asText()).isNotEqualTo(former)
                .isEqualTo(renewed.body().path("uuid").asText());
        assertThat(dom.jdbc().sql("select former_uuid || ' ' || username || ': ' || reason from DOM$REPOSITORY_IDENTITIES")
                .query(String.class).list()).containsExactly(former + " admin: restored from last night");

        assertThat(http.post("/api/runs/" + run + "/resume", Map.of()).status()).isEqualTo(200);
        assertThat(erroredWith(DomCode.IDENTITY_CHANGED, former)).isEqualTo(run);
        assertThat(accept("PROBETST01", "it serves the restored one now").body().path("cleared").asBoolean()).isTrue();
        assertThat(dom.run("probe", "TEST")).isEqualTo(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
    }

    @Test
    void one_schema_under_two_names_is_worked_on_under_one_of_them_and_refused_under_the_other() {
        ProbeFleet fleet = new ProbeFleet("TWICE", 2);
        var first = fleet.schema(1).database();
        var second = fleet.schema(2).database();
        dom.apply(fleet.fleetFile(1, "A").replace(second.connectString(), first.connectString())
                .replace("username: " + second.username(), "username: " + first.username())
                .replace(second.credential(), first.credential()), fleet.sources());
        long run = erroredWith(DomCode.KNOWN_BY_ANOTHER_NAME, "PROBETST01 in TEST", "PROBETST02 in TEST");
        assertThat(dom.lanes(run)).isEqualTo(Map.of(Status.C, 1, Status.E, 1));
        assertThat(fleet.calls(1, run)).as("once").containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                "ITERATOR APP.A", "FINAL N");
        JsonNode report = check();
        assertThat(List.of(findings(report, 1, "FAILURE", "identity").size(), findings(report, 2, "FAILURE", "identity").size()))
                .containsExactlyInAnyOrder(0, 1);
        String refused = dom.tasks().of(run).stream().filter(step -> step.status() == Status.E).findFirst().orElseThrow().database();
        assertThat(http.post("/api/runs/" + run + "/skip", Map.of("database", refused, "reason", "an alias")).status()).isEqualTo(200);
        await().atMost(DomInstance.PATIENCE).until(() -> dom.status(run) == Status.C);
    }
}
