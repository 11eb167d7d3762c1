package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class FollowedLogsTest {

    private static final String RUNNING = "{\"id\":57,\"status\":\"R\",\"start\":\"2026-11-21T02:00:00Z\",\"lanes\":{\"R\":1}}";
    private static final String OVER = RUNNING.replace("\"R\"", "\"C\"");

    @TempDir
    Path home;

    private FakeDomServer server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeDomServer();
        shell = Shell.against(server, home);
        server.on("GET /api/runs/57?lanes=false", 200, RUNNING).on("GET /api/runs/57?lanes=false", 200, OVER);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_followed_log_shows_each_step_once_when_it_ends_and_stops_with_the_run() {
        server.on("GET /api/runs/57/tasks", 200, "{\"tasks\":[" + Recorded.INSTALL + "," + Recorded.REPOPULATE.replaceAll("\"end\":\"[^\"]*\"", "\"end\":null") + "]}");
        server.on("GET /api/runs/57/tasks", 200, Recorded.TASKS);

        assertThat(shell.dom("logs", "57", "--follow")).isZero();

        assertThat(shell.out.toString().lines()).containsExactly(
                "2026-11-21 03:00:00  SALESPRD02  -  INSTALL  C completed  500 ms",
                "2026-11-21 03:00:03  SALESPRD02  SALES.CDR_DATA round 1  REPOPULATE  E errored  300 ms: 1114 The table 'CDR_DATA' is full");
    }

    @Test
    void followed_statements_are_shown_once_each_and_not_read_for_ever() {
        String resource = "GET /api/runs/57/sql?limit=1000&database=SALESPRD02&after=";
        for (int second = 0; second < 4; second++) {
            server.on("GET /api/runs/58?lanes=false", 200, RUNNING);
        }
        server.on("GET /api/runs/58?lanes=false", 200, OVER);
        server.on(resource.replace("57", "58") + "0", 200, Recorded.STATEMENTS);
        server.on(resource.replace("57", "58") + "2", 200, "{\"statements\":[]}");

        assertThat(shell.dom("logs", "58", "--sql", "--follow", "--database", "SALESPRD02")).isZero();

        assertThat(shell.out.toString()).containsOnlyOnce("analyze table x").containsOnlyOnce("select * from x");
        assertThat(server.requests()).last().asString().endsWith("after=2");
    }

    @Test
    void a_followed_statement_that_takes_long_is_shown_at_once_and_again_when_it_ends() {
        String ended = "{\"id\":3,\"taskLogId\":812,\"database\":\"SALESPRD02\",\"procedure\":\"REPOPULATE\",\"iteration\":1,\"attempt\":1,"
                + "\"sql\":\"alter table x\",\"status\":\"C\",\"preview\":false,\"start\":\"2026-11-21T02:09:00Z\",\"end\":\"2026-11-21T02:10:01Z\"}";
        String running = ended.replace("\"C\"", "\"R\"").replaceAll("\"end\":\"[^\"]*\"", "\"end\":null");
        server.on("GET /api/runs/57/sql?limit=1000&after=0", 200, "{\"statements\":[" + running + "]}");
        server.on("GET /api/runs/57/sql?ids=3", 200, "{\"statements\":[" + ended + "]}");

        assertThat(shell.dom("logs", "57", "--sql", "--follow")).isZero();

        assertThat(shell.out.toString().lines().filter(line -> line.startsWith("  ") && !line.startsWith("    "))).containsExactly(
                "  R running, 1 min 00 s", "  C completed, 1 min 01 s");
    }

    @Test
    void a_followed_log_in_json_is_an_object_in_each_line() {
        server.on("GET /api/runs/57/tasks?status=E,F", 200, "{\"tasks\":[" + Recorded.REPOPULATE + "]}");

        assertThat(shell.dom("logs", "57", "--follow", "--errors", "--json")).isZero();

        assertThat(shell.out.toString().lines()).singleElement().asString()
                .startsWith("{\"id\":812,").contains("\"end\":\"2026-11-21T02:00:03.2");
    }

    @Test
    void logs_are_of_one_database_or_of_errors_only_where_that_was_asked_for() {
        server.on("GET /api/runs/57/tasks?database=SALESPRD02&status=E,F", 200, "{\"tasks\":[" + Recorded.REPOPULATE + "]}");
        server.on("GET /api/runs/57/attempts?database=SALESPRD02", 200, Recorded.ATTEMPTS);

        assertThat(shell.dom("logs", "57", "--database", "SALESPRD02", "--errors")).isZero();

        assertThat(shell.out.toString()).contains("REPOPULATE").doesNotContain("INSTALL");
    }

    @Test
    void all_pages_of_a_long_log_are_read() {
        server.on("GET /api/runs/57/tasks", 200, "{\"tasks\":[" + Recorded.INSTALL + "],\"next\":811}");
        server.on("GET /api/runs/57/tasks?after=811", 200, "{\"tasks\":[" + Recorded.REPOPULATE + "],\"next\":null}");
        server.on("GET /api/runs/57/attempts", 200, Recorded.ATTEMPTS);

        assertThat(shell.dom("logs", "57")).isZero();

        assertThat(shell.out.toString()).contains("INSTALL", "REPOPULATE");
    }

    @Test
    void runs_are_found_by_operation_environment_and_status() {
        server.on("GET /api/runs?limit=5&operation=drop-partition&environment=PROD&status=E", 200, Recorded.RUNS);

        assertThat(shell.dom("runs", "--limit", "5", "--operation", "drop-partition", "--environment", "PROD", "--status", "errored")).isZero();

        assertThat(shell.out.toString()).contains("drop-partition");
    }
}
