package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

class RunCommandTest {

    private static final String START = "POST /api/runs";
    private static final String RUN = "GET /api/runs/57";
    private static final String TASKS = "GET /api/runs/57/tasks";

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
    void a_run_that_is_running_already_is_refused() {
        server.on(START, 409, Recorded.ALREADY_RUNNING);

        assertThat(shell.dom("run", "drop-partition", "PROD", "--watch")).isEqualTo(3);

        assertThat(shell.err.toString())
                .startsWith("DOM-20001 run 57 of drop-partition on PROD, started by admin, is still running");
    }

    @Test
    void a_start_sends_operation_environment_instance_and_mode() {
        server.on(START, 201, Recorded.STARTED);

        assertThat(shell.dom("run", "drop-partition", "PROD", "--instance", "2", "--test")).isZero();

        assertThat(server.requests()).containsExactly(
                "POST /api/runs {\"operation\":\"drop-partition\",\"environment\":\"PROD\",\"instance\":2,\"mode\":\"T\"}");
        assertThat(shell.out.toString().lines()).containsExactly("run 57 started: 3 lanes", "watch it: dom status 57");
    }

    @Test
    void a_connection_that_breaks_does_not_start_the_run_twice() throws IOException {
        try (BreakingServer breaking = new BreakingServer()) {
            shell.variables.put("DOM_URL", breaking.url());

            assertThat(shell.dom("run", "drop-partition", "PROD")).isEqualTo(4);

            assertThat(shell.err.toString()).startsWith("DOM-20212 ");
            assertThat(breaking.connections()).isEqualTo(1);
        }
    }

    @Test
    void watching_an_errored_run_shows_each_step_and_the_error_and_has_exit_status_1() {
        server.on(START, 201, Recorded.STARTED).on(RUN, 200, Recorded.RUNNING).on(RUN, 200, Recorded.ERRORED)
                .on(TASKS, 200, "{\"tasks\":[" + Recorded.INSTALL + "]}").on(TASKS, 200, Recorded.TASKS)
                .on("GET /api/runs/57/sql?limit=1000&task=811", 200, "{\"statements\":[]}");

        assertThat(shell.dom("run", "drop-partition", "PROD", "--watch")).isEqualTo(1);

        assertThat(shell.out.toString().lines()).containsExactly(
                "run 57 started: 3 lanes",
                "            SALESPRD02  waits for session 4711 of dom@old",
                "      576 ms  SALESPRD02  INSTALL 500 ms",
                "       3.1 s  SALESPRD02  SALES.CDR_DATA round 1: REPOPULATE ended E after 300 ms, attempt 1: "
                        + "1114 The table 'CDR_DATA' is full",
                "run 57 ended E errored after 12 s; lanes: 1 completed, 1 errored",
                "  SALESPRD02  SALES.CDR_DATA round 1  REPOPULATE: 1114 The table 'CDR_DATA' is full",
                "    its statements: dom logs 57 --sql --task 812",
                "when it is mended, what is left goes on by the same command: dom run drop-partition PROD");
    }

    @Test
    void watching_a_restart_shows_only_what_ended_since_then_and_groups_quick_steps() {
        String again = Recorded.task(812, "SALESPRD02", "SALES.CDR_DATA", "REPOPULATE", 1, "C", 2, "05:01", "05:02.5");
        String next = Recorded.task(813, "SALESPRD02", "SALES.CDR_DATA", "REBUILD_STATISTICS", 1, "C", 1, "05:02.5", "05:02.7");
        server.on(START, 200, Recorded.RESTARTED).on(RUN, 200, Recorded.RESTARTED_RUN)
                .on(TASKS, 200, "{\"tasks\":[" + Recorded.INSTALL + "," + again + "," + next + "]}")
                .on("GET /api/runs/57/sql?limit=1000&task=812", 200, Recorded.STATEMENTS.replace("\"attempt\":1", "\"attempt\":2"))
                .on("GET /api/runs/57/sql?limit=1000&task=813", 200, "{\"statements\":[]}");

        assertThat(shell.dom("run", "drop-partition", "PROD", "--watch")).isZero();

        assertThat(shell.out.toString().lines()).containsExactly(
                "run 57 restarted: 1 lane",
                "       2.7 s  SALESPRD02  SALES.CDR_DATA round 1: REPOPULATE 1.5 s (20,000 rows), REBUILD_STATISTICS 200 ms",
                "run 57 ended C completed after 8.0 s; lanes: 2 completed");
    }

    @Test
    void watching_goes_on_when_the_server_was_away_for_a_while() throws IOException {
        server.on(START, 201, Recorded.STARTED).on(RUN, 200, Recorded.RUNNING).on(TASKS, 200, "{\"tasks\":[]}");
        int port = server.port();
        Shell restarting = Shell.against(server, home);
        FakeDomServer first = server;

        assertThat(restarting.whenItWaits(wait -> {
            if (wait == 1) {
                first.close();
            } else if (wait == 3) {
                server = FakeDomServer.at(port).on(RUN, 200, Recorded.RESTARTED_RUN).on(TASKS, 200, "{\"tasks\":[]}");
            }
        }).dom("run", "drop-partition", "PROD", "--watch")).isZero();

        assertThat(restarting.out.toString()).containsOnlyOnce("no DOM server answers at").contains("ended C completed");
    }

    @Test
    void watching_gives_up_on_a_server_that_stays_away() {
        server.on(START, 201, Recorded.STARTED).on(RUN, 200, Recorded.RUNNING).on(TASKS, 200, "{\"tasks\":[]}");
        shell.whenItWaits(wait -> server.close());

        assertThat(shell.dom("run", "drop-partition", "PROD", "--watch")).isEqualTo(4);

        assertThat(shell.err.toString()).startsWith("DOM-20212 ");
    }

    @Test
    void a_quiet_run_is_heard_of_now_and_then() {
        server.on(START, 201, Recorded.STARTED).on(TASKS, 200, "{\"tasks\":[]}");
        for (int i = 0; i < 40; i++) {
            server.on(RUN, 200, Recorded.RUNNING);
        }
        server.on(RUN, 200, Recorded.RESTARTED_RUN);

        assertThat(shell.dom("run", "drop-partition", "PROD", "--watch")).isZero();

        assertThat(shell.out.toString()).containsOnlyOnce("lanes: 2 running");
    }

    @Test
    void watching_in_json_prints_the_run_alone() {
        server.on(START, 201, Recorded.STARTED).on(RUN, 200, Recorded.ERRORED).on(TASKS, 200, Recorded.TASKS);

        assertThat(shell.dom("run", "drop-partition", "PROD", "--watch", "--json")).isEqualTo(1);

        assertThat(shell.out.toString()).isEqualToIgnoringWhitespace(Recorded.ERRORED);
    }
}
