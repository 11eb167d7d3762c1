package org.domops.run;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
}
