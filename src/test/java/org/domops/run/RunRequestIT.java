package org.domops.run;

import org.domops.log.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A DBA without HTTP: logs in to the repository of a running server by SQL, starts runs by INSERT, and reads what came of it. */
class RunRequestIT {

    @TempDir
    static Path data;
    private static DomInstance dom;
    private static ProbeFleet fleet;

    @BeforeAll
    static void start() throws SQLException, java.io.IOException {
        fleet = new ProbeFleet("REQUEST", 1);
        dom = new DomInstance(data, "--dom.sql-port=0");
        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        dom.run("probe", "TEST");
        execute(owner(), "runscript from '" + Path.of("db/repository/h2/auditor.sql").toAbsolutePath() + "'",
                "create user ALICE password 'of-alice'", "grant DOM_AUDITOR to ALICE", "grant DOM_REQUESTER to ALICE",
                "create user AUDIT password 'of-audit'", "grant DOM_AUDITOR to AUDIT");
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
    void a_run_that_is_ordered_by_an_insert_is_picked_up_within_two_seconds() throws SQLException {
        long request = insert("operation_name, environment_name", "'probe', 'TEST'");
        await().atMost(Duration.ofSeconds(2)).until(() -> row(request).get("TAKEN_DTTM") != null);
        await().atMost(DomInstance.PATIENCE).until(() -> "C".equals(row(request).get("STATUS")));
        Map<String, Object> row = row(request);
        assertThat(row.get("END_DTTM")).isNotNull();
        assertThat(row.get("ERROR_CODE")).isNull();
        assertThat(dom.status((long) row.get("RUN_ID"))).isEqualTo(Status.C);
        assertThat(dom.jdbc().sql("select username from DOM$RUN_LOG where id = ?").param(row.get("RUN_ID"))
                .query(String.class).single()).isEqualTo("ALICE");
    }

    @Test
    void a_request_that_is_refused_gets_its_code_and_no_run() throws SQLException {
        long runs = dom.jdbc().sql("select count(*) from DOM$RUN_LOG").query(Long.class).single();
        long unknown = insert("operation_name, environment_name", "'no-such-operation', 'TEST'");
        long wrongMode = insert("operation_name, environment_name, run_mode", "'probe', 'TEST', 'Q'");
        await().atMost(Duration.ofSeconds(5)).until(() -> "E".equals(row(wrongMode).get("STATUS")));
        assertThat(row(unknown)).containsEntry("STATUS", "E").containsEntry("ERROR_CODE", -20020).containsEntry("RUN_ID", null);
        assertThat(row(unknown).get("STATUS_MSG").toString()).contains("no-such-operation");
        assertThat(row(wrongMode)).containsEntry("ERROR_CODE", -20022);
        assertThat(row(wrongMode).get("END_DTTM")).isNotNull();
        assertThat(dom.jdbc().sql("select count(*) from DOM$RUN_LOG").query(Long.class).single()).isEqualTo(runs);
    }

    @Test
    void a_request_whose_run_errs_says_so_and_a_second_one_restarts_the_run() throws SQLException {
        fleet.fault(1, "TASK_ONE", -20555);
        long first = insert("operation_name, environment_name", "'probe', 'TEST'");
        await().atMost(DomInstance.PATIENCE).until(() -> "E".equals(row(first).get("STATUS")));
        assertThat(row(first).get("STATUS_MSG").toString()).contains("1 of 1 lane errored");
        fleet.mend(1);
        long second = insert("operation_name, environment_name", "'probe', 'TEST'");
        await().atMost(DomInstance.PATIENCE).until(() -> "C".equals(row(second).get("STATUS")));
        assertThat(row(second).get("RUN_ID")).isEqualTo(row(first).get("RUN_ID"));
        assertThat(row(first).get("STATUS")).isEqualTo("E");
    }

    @Test
    void a_request_may_ask_for_a_restart_from_the_iterator_and_for_a_test_run() throws SQLException {
        fleet.fault(1, "TASK_TWO", -20555);
        long failing = insert("operation_name, environment_name", "'probe', 'TEST'");
        await().atMost(DomInstance.PATIENCE).until(() -> "E".equals(row(failing).get("STATUS")));
        long run = (long) row(failing).get("RUN_ID");
        fleet.mend(1);
        long test = insert("operation_name, environment_name, run_mode", "'probe', 'TEST', 'T'");
        await().atMost(DomInstance.PATIENCE).until(() -> "C".equals(row(test).get("STATUS")));
        assertThat(fleet.calls(1, (long) row(test).get("RUN_ID"))).as("logged and not run").isEmpty();
        long again = insert("operation_name, environment_name, from_iterator", "'probe', 'TEST', 'Y'");
        await().atMost(DomInstance.PATIENCE).until(() -> "C".equals(row(again).get("STATUS")));
        assertThat(row(again).get("RUN_ID")).isEqualTo(run);
        assertThat(fleet.calls(1, run)).containsSubsequence("TASK_TWO", "FINAL Y", "ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO");
    }

    @Test
    void one_of_several_servers_takes_a_request() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        TakeRequests first = server("first", together);
        TakeRequests second = server("second", together);
        // the server's own poller is a third
        long request = insert("operation_name, environment_name", "'probe', 'TEST'");
        CompletableFuture<Void> one = CompletableFuture.runAsync(first::check);
        CompletableFuture<Void> two = CompletableFuture.runAsync(second::check);
        CompletableFuture.allOf(one, two).get(30, TimeUnit.SECONDS);
        await().atMost(DomInstance.PATIENCE).until(() -> "C".equals(row(request).get("STATUS")));
        long runId = (long) row(request).get("RUN_ID");
        assertThat(dom.jdbc().sql("select count(*) from DOM$RUN_LOG where id >= ?").param(runId).query(Integer.class).single())
                .isEqualTo(1);
        assertThat(row(request).get("ERROR_CODE")).isNull();
    }

    private static TakeRequests server(String name, CyclicBarrier together) {
        RunRequests meeting = new RunRequests(dom.jdbc()) {
            @Override
            List<RunRequest> waiting() {
                List<RunRequest> waiting = super.waiting();
                try {
                    together.await(10, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                return waiting;
            }
        };
        return new TakeRequests(meeting, dom.bean(org.domops.engine.RunsOnBehalf.class), new ServerName(name),
                dom.bean(TransactionTemplate.class), Clock.systemUTC());
    }

    @Test
    void an_auditor_reads_every_log_and_changes_nothing() throws SQLException {
        try (Connection auditor = login("AUDIT", "of-audit"); Statement sql = auditor.createStatement()) {
            for (String table : List.of("DOM$RUN_LOG", "DOM$TASK_LOG", "DOM$TASK_ATTEMPT", "DOM$SQL_LOG", "DOM$SQL_LOG_V",
                    "DOM$RUNNING_TASK_V", "DOM$PARAMETERS_V", "DOM$RUN_REQUESTS", "DOM$OPERATIONS")) {
                assertThat(sql.execute("select * from " + table)).as(table).isTrue();
            }
            for (String refused : List.of("insert into DOM$RUN_REQUESTS (operation_name, environment_name) values ('probe', 'TEST')",
                    "update DOM$RUN_LOG set status = 'C'", "delete from DOM$SQL_LOG", "drop table DOM$SQL_LOG",
                    "create table MINE (id integer)", "select * from ACT_ID_USER", "select * from DOM$PARAMETERS",
                    "create user OTHER password 'x'", "script")) {
                assertThatThrownBy(() -> sql.execute(refused)).as(refused).isInstanceOf(SQLException.class)
                        .hasMessageMatching("(?s)(Not enough rights|Admin rights|.*right).*");
            }
        }
    }

    @Test
    void an_auditor_never_sees_the_value_of_a_secret_parameter() throws SQLException {
        dom.jdbc().sql("""
                insert into DOM$PARAMETERS (operation_id, environment_id, name, "VALUE", secret)
                select o.id, e.id, 'API_KEY', 'tiger-in-the-tank', 'Y' from DOM$OPERATIONS o, DOM$ENVIRONMENTS e""").update();
        try (Connection auditor = login("AUDIT", "of-audit"); Statement sql = auditor.createStatement();
             ResultSet rows = sql.executeQuery("select name, \"VALUE\" from DOM$PARAMETERS_V order by name")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1) + rows.getString(2)).isEqualTo("API_KEY******");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1) + rows.getString(2)).isEqualTo("ROUNDS1");
        }
        dom.jdbc().sql("delete from DOM$PARAMETERS where name = 'API_KEY'").update();
    }

    @Test
    void who_has_no_password_of_the_database_is_not_let_in() throws Exception {
        assertThatThrownBy(() -> login("dom", "").close()).isInstanceOf(SQLException.class).hasMessageContaining("28000");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("database-password")))).isEqualTo("rw-------");
        assertThat(Files.readString(data.resolve("database-password"))).isNotEqualTo(Files.readString(data.resolve("admin-password")));
    }

    private static long insert(String columns, String values) throws SQLException {
        try (Connection alice = login("ALICE", "of-alice"); Statement sql = alice.createStatement()) {
            sql.executeUpdate("insert into DOM$RUN_REQUESTS (" + columns + ") values (" + values + ")", new String[] {"ID"});
            try (ResultSet keys = sql.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    private static Map<String, Object> row(long id) {
        Map<String, Object> row = dom.jdbc().sql("select * from DOM$RUN_REQUESTS where id = ?").param(id).query().singleRow();
        row.replaceAll((column, value) -> column.equals("STATUS") ? value.toString().trim() : value);
        return row;
    }

    private static Connection owner() throws SQLException, java.io.IOException {
        return login("dom", Files.readString(data.resolve("database-password")).strip());
    }

    private static Connection login(String user, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:tcp://localhost:" + dom.sqlPort() + "/dom", user, password);
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (connection; Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }
}
