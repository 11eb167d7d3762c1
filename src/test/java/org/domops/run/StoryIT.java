package org.domops.run;

import org.domops.fleet.EmbeddedFleet;
import org.domops.fleet.FleetDatabase;
import org.domops.fleet.TestDatabase;
import org.domops.log.AttemptRow;
import org.domops.log.SqlLog;
import org.domops.log.SqlRow;
import org.domops.log.Status;
import org.domops.log.TaskRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The five-step story of the design's section 1 on three real database servers, its logs row by row. */
@TestMethodOrder(OrderAnnotation.class)
class StoryIT {

    private static final int ROWS = 20_000;

    @TempDir
    static Path folder;
    private static EmbeddedFleet fleet;
    private static DomInstance dom;
    private static long run;
    private static List<String> disputed;

    @BeforeAll
    static void start() throws Exception {
        Path fleetFolder = Files.createDirectories(folder.resolve("fleet"));
        // the binaries are unpacked already for other tests
        Files.createSymbolicLink(fleetFolder.resolve("base"), TestDatabase.base().toAbsolutePath());
        fleet = EmbeddedFleet.start(fleetFolder, ROWS, line -> { });
        dom = new DomInstance(folder.resolve("data"));
        dom.apply(fleetFile(), Map.of());
        disputed = disputed("SALESPRD02");
        run = dom.run("drop-partition", "PROD");
    }

    @AfterAll
    static void stop() {
        dom.close();
        fleet.close();
    }

    @Test
    @Order(1)
    void the_task_fails_with_the_databases_own_error_and_the_other_databases_finish() {
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(dom.lanes(run)).isEqualTo(Map.of(Status.C, 2, Status.E, 1));
        assertThat(steps("SALESPRD02")).containsExactly(
                "INSTALL 0 C", "ITERATOR 1 C", "INITIAL 1 C", "CREATE_EXCHANGE_TABLE 1 C", "EXCHANGE_PARTITION 1 C",
                "DROP_PARTITION 1 C", "REPOPULATE 1 E", "FINAL 1 C");
        TaskRow failed = step("SALESPRD02", "REPOPULATE", 1);
        assertThat(failed.errorCode()).isEqualTo(1114);
        assertThat(failed.statusMessage()).isEqualTo("The table 'CDR_DATA' is full");
        assertThat(failed.object()).isEqualTo("SALES.CDR_DATA");
        assertThat(failed.end()).isAfterOrEqualTo(failed.start());
    }

    @Test
    @Order(2)
    void a_completed_lane_has_gone_through_three_rounds_and_final() {
        for (String database : List.of("SALESPRD01", "BILLPRD01")) {
            List<String> expected = new ArrayList<>(List.of("INSTALL 0 C", "ITERATOR 1 C", "INITIAL 1 C"));
            for (int round = 1; round <= 3; round++) {
                for (String task : List.of("CREATE_EXCHANGE_TABLE", "EXCHANGE_PARTITION", "DROP_PARTITION", "REPOPULATE",
                        "REBUILD_STATISTICS", "DROP_EXCHANGE_TABLE", "RECORD_HISTORY")) {
                    expected.add(task + " " + round + " C");
                }
                expected.add("ITERATOR " + (round + 1) + " C");
            }
            expected.add("FINAL 4 C");
            assertThat(steps(database)).containsExactlyElementsOf(expected);
            assertThat(step(database, "ITERATOR", 4).statusMessage()).isEqualTo("operation complete");
        }
    }

    @Test
    @Order(3)
    void the_sql_log_of_the_failed_step_has_the_statement_and_its_error() {
        List<SqlRow> statements = statements(step("SALESPRD02", "REPOPULATE", 1));
        assertThat(statements).hasSize(1);
        SqlRow statement = statements.get(0);
        assertThat(statement.status()).isEqualTo(Status.E);
        assertThat(statement.errorCode()).isEqualTo(1114);
        assertThat(statement.statusMessage()).isEqualTo("The table 'CDR_DATA' is full");
        assertThat(statement.sql()).startsWith("INSERT INTO \"SALES\".\"CDR_DATA\" SELECT x.* FROM ");
        assertThat(statement.rows()).isNull();
        assertThat(statement.preview()).isFalse();
        assertThat(statement.attempt()).isEqualTo(1);
        assertThat(statement.end()).isAfterOrEqualTo(statement.start());
    }

    @Test
    @Order(4)
    void the_sql_log_of_a_round_has_each_statement_with_its_rows() throws Exception {
        String kept = query("SALESPRD01", "select ROWS_KEPT from DROP_PARTITION_HISTORY order by RECORDED_AT").get(0);
        assertThat(Stream.of("INITIAL", "CREATE_EXCHANGE_TABLE", "EXCHANGE_PARTITION", "DROP_PARTITION", "REPOPULATE",
                        "REBUILD_STATISTICS", "DROP_EXCHANGE_TABLE", "RECORD_HISTORY")
                .flatMap(task -> statements(step("SALESPRD01", task, 1)).stream()
                        .map(row -> task + ": " + row.status() + " " + words(row.sql()) + rows(row))))
                .containsExactly("INITIAL: C INSERT INTO, 1 rows",
                        "CREATE_EXCHANGE_TABLE: C CREATE TABLE", "CREATE_EXCHANGE_TABLE: C ALTER TABLE",
                        "EXCHANGE_PARTITION: C ALTER TABLE", "DROP_PARTITION: C ALTER TABLE",
                        "REPOPULATE: C INSERT INTO, " + kept + " rows",
                        "REBUILD_STATISTICS: C ANALYZE TABLE", "DROP_EXCHANGE_TABLE: C DROP TABLE",
                        "RECORD_HISTORY: C INSERT INTO, 1 rows");
        assertThat(statements(step("SALESPRD01", "ITERATOR", 1))).isEmpty();
    }

    @Test
    @Order(5)
    void initial_and_final_leave_their_trace_on_the_target() throws Exception {
        assertThat(query("SALESPRD02", "select concat(CLOSED_AT is not null, AFTER_ERROR) from DROP_PARTITION_NOTICES"))
                .containsExactly("1Y");
        assertThat(query("SALESPRD01", "select concat(CLOSED_AT is not null, AFTER_ERROR) from DROP_PARTITION_NOTICES"))
                .containsExactly("1N");
    }

    @Test
    @Order(6)
    void the_log_buffers_of_the_targets_are_trimmed() throws Exception {
        for (FleetDatabase database : fleet.databases()) {
            assertThat(query(database.name(), "select count(*) from DOM$SQL_BUFFER")).containsExactly("0");
        }
    }

    @Test
    @Order(7)
    void the_same_command_runs_tasks_four_to_seven_on_that_database_alone_and_then_the_other_rounds() {
        List<String> untouched = attempts("SALESPRD01", "BILLPRD01");
        int before = attempts("SALESPRD02").size();
        fleet.makeSpace("SALESPRD02");

        assertThat(dom.run("drop-partition", "PROD")).isEqualTo(run);

        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(attempts("SALESPRD01", "BILLPRD01")).isEqualTo(untouched);
        List<String> restarted = attempts("SALESPRD02").subList(before, attempts("SALESPRD02").size());
        assertThat(restarted.subList(0, 8)).containsExactly("INSTALL 0 attempt 2 C", "INITIAL 1 attempt 2 C",
                "REPOPULATE 1 attempt 2 C", "REBUILD_STATISTICS 1 attempt 1 C", "DROP_EXCHANGE_TABLE 1 attempt 1 C",
                "RECORD_HISTORY 1 attempt 1 C", "ITERATOR 2 attempt 1 C", "CREATE_EXCHANGE_TABLE 2 attempt 1 C");
        assertThat(restarted.get(restarted.size() - 1)).isEqualTo("FINAL 4 attempt 1 C");
    }

    @Test
    @Order(8)
    void every_disputed_row_is_kept_once_and_the_history_says_so() throws Exception {
        for (FleetDatabase database : fleet.databases()) {
            assertThat(disputed(database.name())).hasSizeGreaterThan(1000).isEqualTo(disputed);
            assertThat(query(database.name(), "select concat(count(*), ' ', count(distinct ID)) from " + database.owner()
                    + ".CDR_DATA")).containsExactly(rowsKept() + " " + rowsKept());
            assertThat(query(database.name(), "select PARTITION_NAME from DROP_PARTITION_HISTORY"))
                    .hasSize(3);
            assertThat(query(database.name(), "select concat(AFTER_ERROR) from DROP_PARTITION_NOTICES"))
                    .containsExactly("N");
        }
    }

    @Test
    @Order(9)
    void the_views_for_auditors_show_the_run_and_nothing_is_running() {
        assertThat(dom.jdbc().sql("select count(*) from DOM$SQL_LOG_V where run_id = ?").param(run)
                .query(Integer.class).single()).isEqualTo(dom.bean(SqlLog.class).of(run, null, 0, 10_000).size());
        assertThat(dom.jdbc().sql("select count(*) from DOM$SQL_RUNNING_V").query(Integer.class).single()).isZero();
        assertThat(dom.jdbc().sql("select count(*) from DOM$RUNNING_TASK_V").query(Integer.class).single()).isZero();
    }

    @Test
    @Order(10)
    void the_next_start_is_a_new_run_that_has_nothing_to_roll_off() {
        long next = dom.run("drop-partition", "PROD");
        assertThat(next).isGreaterThan(run);
        assertThat(dom.status(next)).isEqualTo(Status.C);
        assertThat(dom.tasks().of(next).stream().filter(step -> step.database().equals("SALESPRD01"))
                .map(step -> step.key().procedure() + " " + step.status()))
                .containsExactly("INSTALL C", "ITERATOR C", "FINAL S");
    }

    private static List<String> disputed(String database) throws Exception {
        String owner = database.startsWith("SALES") ? "SALES" : "BILLING";
        return query(database, "select ID from " + owner + ".CDR_DATA where DISPUTED = 'Y' order by ID");
    }

    /** What is left when the rows that the history says went are gone. */
    private static int rowsKept() throws Exception {
        return Integer.parseInt(query("SALESPRD01", "select " + ROWS + " - sum(ROWS_BEFORE - ROWS_KEPT) from "
                + "DROP_PARTITION_HISTORY").get(0));
    }

    private static String fleetFile() throws Exception {
        try (InputStream template = StoryIT.class.getResourceAsStream("/demo/fleet.yaml")) {
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            for (FleetDatabase database : fleet.databases()) {
                text = text.replace("{" + database.name() + ".connect_string}", database.connectString())
                        .replace("{" + database.name() + ".username}", database.user())
                        .replace("{" + database.name() + ".credential}", "file:" + database.passwordFile());
            }
            return text;
        }
    }

    private static List<String> steps(String database) {
        return dom.tasks().of(run).stream().filter(step -> step.database().equals(database))
                .map(step -> step.key().procedure() + " " + step.key().iteration() + " " + step.status()).toList();
    }

    private static TaskRow step(String database, String procedure, int iteration) {
        return dom.tasks().of(run).stream().filter(step -> step.database().equals(database)
                && step.key().procedure().equals(procedure) && step.key().iteration() == iteration).findFirst().orElseThrow();
    }

    private static List<String> attempts(String... databases) {
        List<String> texts = new ArrayList<>();
        for (AttemptRow attempt : dom.attempts().of(run)) {
            TaskRow step = dom.tasks().get(attempt.taskLogId());
            if (List.of(databases).contains(step.database())) {
                texts.add(step.key().procedure() + " " + step.key().iteration() + " attempt " + attempt.attempt() + " "
                        + attempt.status());
            }
        }
        return texts;
    }

    private static List<SqlRow> statements(TaskRow step) {
        return dom.bean(SqlLog.class).of(run, step.id(), 0, 1000);
    }

    private static String words(String sql) {
        String[] words = sql.split(" ");
        return words[0] + " " + words[1];
    }

    /** Row counts of statements that change rows; DDL has none that means anything. */
    private static String rows(SqlRow row) {
        return row.sql().startsWith("INSERT") ? ", " + row.rows() + " rows" : "";
    }

    private static List<String> query(String name, String sql) throws Exception {
        FleetDatabase database = fleet.databases().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:mariadb://" + database.connectString(),
                database.user(), Files.readString(database.passwordFile()).strip());
             Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
