package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class AskingCommandsTest {

    @TempDir
    Path home;

    private FakeDomServer server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeDomServer();
        shell = Shell.against(server, home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void runs_are_a_table_in_local_time_with_the_zone_shown_once() {
        server.on("GET /api/runs?limit=20", 200, Recorded.RUNS);

        assertThat(shell.dom("runs")).isZero();

        assertThat(shell.out.toString().lines()).containsExactly(
                "RUN  OPERATION       INSTANCE  ENVIRONMENT  STATUS     LANES                   STARTED (Europe/Berlin)  TOOK  BY     MESSAGE",
                " 57  drop-partition         1  PROD         E errored  1 completed, 1 errored  2026-11-21 03:00:00      12 s  admin  1 of 2 lanes ended with an error");
    }

    @Test
    void no_runs_are_a_sentence_and_not_an_empty_table() {
        server.on("GET /api/runs?limit=3", 200, "{\"runs\":[]}");

        assertThat(shell.dom("runs", "--limit", "3")).isZero();

        assertThat(shell.out.toString()).startsWith("no run yet");
    }

    @Test
    void json_is_the_answer_of_the_server_with_what_this_version_does_not_know() {
        server.on("GET /api/runs?limit=20", 200, "{\"runs\":[],\"more\":true}");

        assertThat(shell.dom("runs", "--json")).isZero();

        assertThat(shell.out.toString()).isEqualToIgnoringWhitespace("{\"runs\":[],\"more\":true}");
    }

    @Test
    void status_shows_the_failed_lane_and_how_to_go_on() {
        server.on("GET /api/runs/57", 200, Recorded.ERRORED);

        assertThat(shell.dom("status", "57")).isZero();

        assertThat(shell.out.toString())
                .contains("run 57: drop-partition on PROD, instance 1, started by admin")
                .contains("status   E errored: 1 of 2 lanes ended with an error")
                .contains("started  2026-11-21 03:00:00, ended 2026-11-21 03:00:12 (Europe/Berlin); took 12 s")
                .contains("SALESPRD02     1  E errored    REPOPULATE   SALES.CDR_DATA round 1        1  3.0 s"
                        + "  1114 The table 'CDR_DATA' is full")
                .contains("dom logs 57")
                .endsWith("when it is mended, what is left goes on: dom run drop-partition PROD\n");
    }

    @Test
    void status_says_what_a_lane_waits_for() {
        server.on("GET /api/runs/57", 200, Recorded.RUNNING);

        assertThat(shell.dom("status", "57")).isZero();

        assertThat(shell.out.toString()).contains("waits for session 4711 of dom@old").contains("at it for 9 min 59 s");
    }

    @Test
    void logs_show_the_steps_in_order() {
        server.on("GET /api/runs/57/tasks", 200, Recorded.TASKS);
        server.on("GET /api/runs/57/attempts", 200, Recorded.ATTEMPTS);

        assertThat(shell.dom("logs", "57")).isZero();

        assertThat(shell.out.toString().lines().skip(1)).containsExactly(
                " 811  SALESPRD02  -                       INSTALL     C completed        1  2026-11-21 03:00:00      500 ms",
                " 812  SALESPRD02  SALES.CDR_DATA round 1  REPOPULATE  E errored          1  2026-11-21 03:00:02      300 ms"
                        + "  1114 The table 'CDR_DATA' is full");
    }

    @Test
    void logs_keep_a_failed_attempt_in_sight_when_a_later_one_completed() {
        server.on("GET /api/runs/57/tasks", 200, "{\"tasks\":[" + Recorded.INSTALL + ","
                + Recorded.task(812, "SALESPRD02", "SALES.CDR_DATA", "REPOPULATE", 1, "C", 2, "05:02.9", "05:03.2") + "]}");
        server.on("GET /api/runs/57/attempts", 200, Recorded.ATTEMPTS);

        assertThat(shell.dom("logs", "57")).isZero();

        assertThat(shell.out.toString().lines().skip(2)).satisfiesExactly(
                line -> assertThat(line).contains("E errored          1").endsWith("1114 The table 'CDR_DATA' is full"),
                line -> assertThat(line).contains("C completed        2"));
    }

    @Test
    void logs_of_one_task_show_its_attempts() {
        server.on("GET /api/runs/57/attempts", 200, Recorded.ATTEMPTS);

        assertThat(shell.dom("logs", "57", "--task", "812")).isZero();

        assertThat(shell.out.toString()).contains("possibly", "0123456789ab ", "1114 The table").doesNotContain("500 ms");
    }

    @Test
    void logs_of_a_task_of_another_run_say_what_was_expected() {
        server.on("GET /api/runs/57/attempts", 200, Recorded.ATTEMPTS);

        assertThat(shell.dom("logs", "57", "--task", "5")).isEqualTo(2);

        assertThat(shell.err.toString()).startsWith("DOM-20200 the run has no task 5; expected a number from the column TASK");
    }

    @Test
    void statements_keep_their_lines_and_show_rows_threads_and_errors() {
        server.on("GET /api/runs/57/sql?limit=1000&task=812", 200, Recorded.STATEMENTS);

        assertThat(shell.dom("logs", "57", "--sql", "--task", "812")).isZero();

        assertThat(shell.out.toString())
                .contains("    insert into \"SALES\".\"CDR_DATA\"\n    select * from x\n"
                        + "  E errored, 200 ms: 1114 The table 'CDR_DATA' is full\n")
                .contains("  C completed, 100 ms, 20,000 rows, 4 threads\n");
    }

    @Test
    void statements_that_were_deleted_because_of_their_age_are_said_to_be() {
        server.on("GET /api/runs/57/sql?limit=1000", 200, "{\"statements\":[],\"next\":null,\"deleted\":\"2026-11-21T02:00:00Z\"}");
        server.on("GET /api/runs/58/sql?limit=1000", 200, "{\"statements\":[],\"next\":null,\"deleted\":null}");

        assertThat(shell.dom("logs", "57", "--sql")).isZero();
        assertThat(shell.out.toString().lines()).containsExactly("the run's statements were deleted at 2026-11-21 03:00:00 "
                + "(Europe/Berlin), when they were older than the server's setting dom.retention.statements");

        assertThat(shell.dom("logs", "58", "--sql")).isZero();
        assertThat(shell.out.toString()).startsWith("no statement yet");
    }

    @Test
    void a_table_on_a_terminal_has_colours_and_fits_its_width() {
        server.on("GET /api/runs/57/tasks", 200, Recorded.TASKS);
        server.on("GET /api/runs/57/attempts", 200, Recorded.ATTEMPTS);

        assertThat(shell.onTerminal(130).dom("logs", "57")).isZero();

        assertThat(shell.out.toString()).contains("\033[31mE errored\033[0m");
        assertThat(shell.out.toString().replaceAll("\033\\[\\d+m", "").lines()).allMatch(line -> line.length() <= 130);
    }
}
