package org.domops.run;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import org.domops.repository.EveryKeyFleet;
import org.domops.repository.fleetfile.FleetUpload;
import org.domops.run.DomHttp.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** The repository's definitions as a client of /api sees them. */
class FleetRestIT {

    @TempDir
    static Path data;
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static DomInstance dom;
    private static DomHttp http;

    @BeforeAll
    static void start() {
        dom = new DomInstance(data);
        http = new DomHttp(dom.port(), data);
        // after the start, which configures logging anew
        LOG.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(LOG);
    }

    @AfterAll
    static void stop() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LOG);
        dom.close();
    }

    @BeforeEach
    void apply() {
        assertThat(put("", EveryKeyFleet.upload()).status()).isEqualTo(200);
    }

    @Test
    void a_dry_run_answers_with_the_difference_and_changes_nothing() {
        FleetUpload changed = EveryKeyFleet.upload(EveryKeyFleet.upload().text().replace("code: PRD", "code: LIVE"));
        List<String> before = definitions();

        Answer told = put("?dryRun=true", changed);

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.body().path("dryRun").asBoolean()).isTrue();
        assertThat(texts(told.body().path("changes"))).contains("environment PROD: code PRD -> LIVE");
        assertThat(texts(told.body().path("warnings"))).anyMatch(warning -> warning.startsWith("odd.sql:1:"));
        assertThat(definitions()).isEqualTo(before);

        Answer applied = put("?difference=" + told.body().path("difference").asText(), changed);
        assertThat(texts(applied.body().path("changes"))).isEqualTo(texts(told.body().path("changes")));
        assertThat(definitions()).isNotEqualTo(before);

        Answer late = put("?difference=" + told.body().path("difference").asText(), EveryKeyFleet.upload());
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body().path("code").asInt()).isEqualTo(-20241);
    }

    @Test
    void the_export_applied_again_changes_nothing() {
        Answer export = http.get("/api/fleet");
        assertThat(export.status()).isEqualTo(200);
        List<String> before = definitions();
        Answer applied = http.put("/api/fleet", Map.of("fileName", "fleet.yaml",
                "text", export.body().path("fleetFile").asText(), "sources", sources(export.body())));
        assertThat(applied.status()).isEqualTo(200);
        assertThat(texts(applied.body().path("changes"))).isEmpty();
        assertThat(definitions()).isEqualTo(before);
    }

    @Test
    void a_plan_is_answered_with_lanes_tasks_and_parameters() {
        JsonNode plan = http.get("/api/plan?operation=roll-off&environment=PROD").body();
        assertThat(plan.path("lanes")).singleElement().satisfies(lane -> {
            assertThat(lane.path("database").asText()).isEqualTo("SALESPRD01");
            assertThat(lane.path("parallel").asInt()).isEqualTo(2);
            assertThat(texts(lane.path("windows"))).containsExactly("MON,TUE,WED,THU,FRI 00:00-05:30 Asia/Kolkata");
        });
        assertThat(plan.path("tasks").get(0).path("policy").path("transientErrors").toString()).isEqualTo("[-1653,-54,1205]");
        assertThat(plan.path("stops").asText()).isEqualTo("10 % of 1: at the first errored database");
        assertThat(texts(plan.path("missing"))).isEmpty();
        assertThat(texts(plan.path("leftOut"))).contains("task DROP_OLD is disabled");

        Answer refused = http.get("/api/plan?operation=roll-on&environment=PROD");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("code").asInt()).isEqualTo(-20020);
        assertThat(http.get("/api/plan?operation=roll-off").status()).isEqualTo(400);
        assertThat(http.get("/api/plan?operation=roll-off&environment=PROD&instance=x").status()).isEqualTo(400);
    }

    @Test
    void a_secret_value_is_in_no_answer_and_not_in_the_servers_log() {
        List<String> answers = new ArrayList<>();
        String text = EveryKeyFleet.upload().text();
        answers.add(put("", EveryKeyFleet.upload(text.replace(EveryKeyFleet.SECRET, EveryKeyFleet.SECRET + "-2"))).toString());
        answers.add(put("?dryRun=true", EveryKeyFleet.upload()).toString());
        // in every wrong place
        for (String value : List.of("*" + EveryKeyFleet.SECRET, "!" + EveryKeyFleet.SECRET + " x",
                "[" + EveryKeyFleet.SECRET + "]", "'" + EveryKeyFleet.SECRET, "&" + EveryKeyFleet.SECRET + " *x",
                "~, secret: " + EveryKeyFleet.SECRET, EveryKeyFleet.SECRET.repeat(300))) {
            Answer refused = put("", EveryKeyFleet.upload(text.replace(EveryKeyFleet.SECRET, value)));
            assertThat(refused.status()).as(value).isEqualTo(400);
            answers.add(refused.toString());
        }
        answers.add(http.get("/api/fleet").toString());
        answers.add(http.get("/api/plan?operation=roll-off&environment=PROD").toString());

        assertThat(answers).anyMatch(answer -> answer.contains("API_KEY")).anyMatch(answer -> answer.contains("******"))
                .noneMatch(answer -> answer.contains(EveryKeyFleet.SECRET));
        assertThat(LOG.list).noneMatch(event -> event.getFormattedMessage().contains(EveryKeyFleet.SECRET)
                || event.getThrowableProxy() != null && event.getThrowableProxy().getMessage().contains(EveryKeyFleet.SECRET));
    }

    private static Answer put(String query, FleetUpload upload) {
        return http.put("/api/fleet" + query, Map.of("fileName", upload.fileName(), "text", upload.text(),
                "sources", upload.sources()));
    }

    private static Map<String, String> sources(JsonNode export) {
        Map<String, String> sources = new LinkedHashMap<>();
        export.path("sources").fields().forEachRemaining(source -> sources.put(source.getKey(), source.getValue().asText()));
        return sources;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static List<String> definitions() {
        return List.of("ENVIRONMENTS", "DATABASE_ENVIRONMENTS", "OPERATIONS", "TASK_RUN_ORDER", "PARAMETERS", "PACKAGE_SOURCES")
                .stream().flatMap(table -> dom.jdbc().sql("select * from DOM$" + table + " order by 1").query().listOfRows()
                        .stream().map(row -> table + row)).toList();
    }
}
