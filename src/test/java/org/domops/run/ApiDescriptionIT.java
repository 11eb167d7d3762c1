package org.domops.run;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;

/** The description of /api at /v3/api-docs is complete, and its pages read like the log tables. */
class ApiDescriptionIT {

    @TempDir
    static Path data;
    private static DomInstance dom;
    private static DomHttp http;
    private static JsonNode docs;
    private static long run;

    @BeforeAll
    static void start() {
        ProbeFleet fleet = new ProbeFleet("APIDOCS", 3);
        dom = new DomInstance(data);
        http = new DomHttp(dom.port(), data);
        dom.apply(fleet.fleetFile(2, "A"), fleet.sources());
        run = dom.run("probe", "TEST");
        docs = http.get("/v3/api-docs").body();
    }

    @AfterAll
    static void stop() {
        dom.close();
    }

    @Test
    void every_resource_of_the_api_is_described_with_its_errors() {
        List<String> mapped = new ArrayList<>();
        dom.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().forEach((info, method) -> {
            if (method.getBeanType().getPackageName().equals("org.domops.web")) {
                mapped.addAll(operations(info));
            }
        });
        assertThat(mapped).filteredOn(operation -> operation.contains("/api/")).hasSizeGreaterThanOrEqualTo(8).allSatisfy(operation -> {
            String[] parts = operation.split(" ");
            JsonNode described = docs.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
            assertThat(described.path("summary").asText()).as("summary of " + operation).isNotBlank();
            assertThat(described.path("tags")).as("tag of " + operation).isNotEmpty();
            for (String error : List.of("400", "401", "404", "409")) {
                assertThat(described.at("/responses/" + error + "/content/application~1problem+json/schema/$ref").asText())
                        .as(operation + " " + error).isEqualTo("#/components/schemas/Problem");
            }
        });
        assertThat(docs.at("/components/schemas/Problem/properties").has("hint")).isTrue();
    }

    @Test
    void the_examples_in_the_description_are_valid_against_their_schemas() {
        int examples = 0;
        for (JsonNode schema : docs.at("/components/schemas")) {
            for (JsonNode property : schema.path("properties")) {
                if (property.has("example")) {
                    examples++;
                    assertThat(fits(property.path("type").asText(), property.path("example"))).as(property.toString()).isTrue();
                }
            }
        }
        assertThat(examples).isGreaterThanOrEqualTo(7);
    }

    private static boolean fits(String type, JsonNode example) {
        return switch (type) {
            case "string" -> example.isTextual();
            case "integer" -> example.isIntegralNumber();
            case "boolean" -> example.isBoolean();
            default -> false;
        };
    }

    @Test
    void the_page_to_try_the_api_is_behind_the_login() throws Exception {
        for (String path : List.of("/v3/api-docs", "/v3/api-docs/swagger-config", "/swagger-ui/index.html", "/swagger-ui.html",
                "/swagger-ui/../v3/api-docs", "/v3/api-docs.yaml")) {
            int status = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dom.port() + path))
                    .build(), BodyHandlers.discarding()).statusCode();
            assertThat(status).as(path).isEqualTo(401);
        }
        assertThat(http.text("/swagger-ui/index.html")).contains("swagger-ui");
    }

    @Test
    void pages_of_a_log_are_together_the_whole_log_and_none_is_shown_twice() {
        for (String log : List.of("tasks", "attempts", "sql", "lanes")) {
            String array = log.equals("sql") ? "statements" : log;
            String key = log.equals("lanes") ? "database" : "id";
            List<String> whole = keys(http.get("/api/runs/" + run + "/" + log).body(), array, key);
            List<String> paged = new ArrayList<>();
            String after = "";
            do {
                JsonNode page = http.get("/api/runs/" + run + "/" + log + "?limit=2" + after).body();
                assertThat(page.path(array).size()).isBetween(1, 2);
                paged.addAll(keys(page, array, key));
                after = page.path("next").isNull() ? null : "&after=" + page.path("next").asText();
            } while (after != null);
            assertThat(paged).as(log).isEqualTo(whole).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void runs_are_paged_from_the_newest_on_and_found_by_status() {
        long second = dom.run("probe", "TEST");
        JsonNode newest = http.get("/api/runs?limit=1").body();
        assertThat(newest.at("/runs/0/id").asLong()).isEqualTo(second);
        JsonNode older = http.get("/api/runs?limit=1&after=" + newest.path("next").asLong()).body();
        assertThat(older.at("/runs/0/id").asLong()).isEqualTo(run);
        assertThat(older.at("/runs/0/lanes/C").asInt()).isEqualTo(3);
        assertThat(older.path("next").isNull()).isTrue();
        assertThat(http.get("/api/runs?status=E").body().path("runs")).isEmpty();
        assertThat(http.get("/api/runs?operation=probe&environment=TEST&status=C").body().path("runs")).hasSize(2);
    }

    @Test
    void a_lane_is_shown_with_its_last_step_and_only_lanes_with_the_status_that_was_asked_for() {
        JsonNode lanes = http.get("/api/runs/" + run + "/lanes?status=C,E").body().path("lanes");
        assertThat(lanes).hasSize(3).allSatisfy(lane -> {
            assertThat(lane.path("procedure").asText()).isEqualTo("FINAL");
            assertThat(lane.path("failures").asInt()).isZero();
            assertThat(lane.path("stepStart").asText()).startsWith("20");
        });
        assertThat(http.get("/api/runs/" + run + "/lanes?status=E,R").body().path("lanes")).isEmpty();
        assertThat(http.get("/api/runs/" + run + "?lanes=false").body().has("laneList")).isFalse();
    }

    private static List<String> keys(JsonNode page, String array, String key) {
        List<String> keys = new ArrayList<>();
        page.path(array).forEach(row -> keys.add(row.path(key).asText()));
        return keys;
    }

    private static List<String> operations(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(method -> info.getPathPatternsCondition().getPatternValues().stream().map(path -> method + " " + path)).toList();
    }
}
