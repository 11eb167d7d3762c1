package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What a person sees who watches a run on a terminal. */
class LiveWatchTest {

    private static final Pattern COLOURS = Pattern.compile("\033\\[[0-9;]*m");
    /** Between two frames: up to where the last one began. */
    private static final Pattern UP = Pattern.compile("\033\\[\\d+A\r");

    @TempDir
    Path home;

    private FakeDomServer server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeDomServer();
        shell = Shell.against(server, home);
        server.on("POST /api/runs", 201, Recorded.STARTED);
        server.on("GET /api/runs/57/tasks", 200, Recorded.TASKS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_watched_run_shows_a_line_for_each_database_with_task_time_rows_and_failures() {
        run("R", "{\"R\":2,\"C\":1}");
        run("E", "{\"E\":1,\"C\":2}");
        lanes("R,K", 19, lane("SALESPRD01", "R", "CREATE_EXCHANGE_TABLE", null, 0), lane("SALESPRD02", "R", "REPOPULATE", 20000L, 2));
        lanes("C,F,X,S", 17, lane("BILLPRD01", "C", "FINAL", null, 0));
        lanes("E", 1, lane("SALESPRD02", "E", "REPOPULATE", null, 3));
        lanes("C,F,X,S", 18, lane("BILLPRD01", "C", "FINAL", null, 0));

        assertThat(shell.onTerminal(120, 24).dom("run", "drop-partition", "PROD", "--watch")).isEqualTo(1);

        List<String> first = frames().get(0);
        assertThat(first.get(0)).matches("run 57  drop-partition on PROD  R running  10 min 00 s");
        assertThat(first.get(1)).startsWith("[#########").endsWith("] 1/3  2 running, 1 completed");
        assertThat(first.get(2)).matches("DATABASE +STATUS +ON +ROUND +TASK +ELAPSED +ROWS +FAILED.*");
        assertThat(first.get(4)).matches("SALESPRD02 +R running +SALES.CDR_DATA +1 +REPOPULATE +9 min 57 s +20,000 +2.*");
        assertThat(frames().get(1).get(3)).contains("E errored").contains("3").contains("The table 'CDR_DATA' is full");
        assertThat(plain()).contains("run 57 ended E errored");
    }

    @ParameterizedTest
    @CsvSource({"80,24", "60,24", "160,50", "40,10"})
    void three_hundred_lanes_fit_any_terminal_and_what_does_not_fit_is_counted(int columns, int lines) {
        run("R", "{\"R\":50,\"E\":40,\"P\":200,\"C\":10}");
        run("C", "{\"C\":300}");
        int room = lines - 5;
        int errored = Math.min(40, Math.max(room - 50, (room + 1) / 2));
        lanes("E", errored, many("E", errored));
        lanes("R,K", room - errored, many("R", Math.min(50, room - errored)));
        lanes("H,P", room - errored - 50, many("P", Math.max(0, room - errored - 50)));
        lanes("C,F,X,S", room, many("C", room));

        assertThat(shell.onTerminal(columns, lines).dom("run", "drop-partition", "PROD", "--watch")).isZero();

        for (List<String> frame : frames()) {
            assertThat(frame).hasSizeLessThan(lines).allMatch(line -> line.length() < columns);
        }
        List<String> first = frames().get(0);
        assertThat(first.get(first.size() - 1)).isEqualTo("and " + (300 - room) + " more lanes");
        assertThat(first).anyMatch(line -> line.contains("E errored")).anyMatch(line -> line.contains("R running"));
    }

    @Test
    void a_server_that_is_being_started_again_is_waited_for() {
        run("R", "{\"R\":1}");
        run("C", "{\"C\":1}");
        lanes("R,K", 19, lane("SALESPRD01", "R", "DROP_PARTITION", null, 0));
        lanes("C,F,X,S", 19, lane("SALESPRD01", "C", "FINAL", null, 0));
        int port = server.port();
        shell.whenItWaits(wait -> {
            if (wait == 1) {
                server.close();
            } else if (wait == 2) {
                server = FakeDomServer.at(port);
                run("C", "{\"C\":1}");
                lanes("C,F,X,S", 19, lane("SALESPRD01", "C", "FINAL", null, 0));
            }
        });

        assertThat(shell.onTerminal(100, 24).dom("run", "drop-partition", "PROD", "--watch")).isZero();

        assertThat(plain()).contains("no DOM server answers at").contains("C completed");
    }

    @Test
    void without_a_terminal_steps_are_lines_as_they_end() {
        server.on("GET /api/runs/57", 200, Recorded.ERRORED);
        server.on("GET /api/runs/57/sql?limit=1000&task=811", 200, "{\"statements\":[]}");
        server.on("GET /api/runs/57/sql?limit=1000&task=812", 200, "{\"statements\":[]}");

        shell.dom("run", "drop-partition", "PROD", "--watch");

        assertThat(shell.out.toString()).doesNotContain("\033").contains("REPOPULATE ended E");
    }

    private void run(String status, String counts) {
        server.on("GET /api/runs/57?lanes=false", 200, """
                {"id":57,"operation":"drop-partition","instance":1,"environment":"PROD","mode":"R","startedBy":"admin",
                 "start":"2026-11-21T02:00:00Z","status":"%s","lanes":%s}""".formatted(status, counts));
    }

    private void lanes(String statuses, int limit, String... lanes) {
        if (limit > 0) {
            server.on("GET /api/runs/57/lanes?status=" + statuses + "&limit=" + limit, 200, "{\"lanes\":[" + String.join(",", lanes) + "]}");
        }
    }

    private static String[] many(String status, int count) {
        return IntStream.range(0, count).mapToObj(i -> lane("WAREHOUSEPRD%03d".formatted(i), status, "REBUILD_STATISTICS", 1_234_567L, i % 3))
                .toArray(String[]::new);
    }

    private static String lane(String database, String status, String procedure, Long rows, int failures) {
        return """
                {"database":"%s","wave":1,"status":"%s","statusMessage":%s,"object":"SALES.CDR_DATA","iteration":1,"procedure":"%s",
                 "attempt":1,"stepStart":"2026-11-21T02:00:03Z","rows":%s,"failures":%d,"start":"2026-11-21T02:00:00Z","end":%s}"""
                .formatted(database, status, status.equals("E") ? "\"1114 The table 'CDR_DATA' is full\"" : "null", procedure, rows,
                        failures, status.equals("R") ? "null" : "\"2026-11-21T02:09:00Z\"");
    }

    private String plain() {
        return COLOURS.matcher(shell.out.toString()).replaceAll("");
    }

    /** Each frame as its lines. */
    private List<List<String>> frames() {
        String text = plain().substring(plain().indexOf('\n') + 1);
        return UP.splitAsStream(text).map(frame -> frame.substring(0, Math.max(0, frame.indexOf("\033[J"))).lines()
                .map(line -> line.replace("\033[K", "")).toList()).toList();
    }
}
