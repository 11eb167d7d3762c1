package org.domops.run;

import org.domops.fleet.TestDatabase;
import org.domops.log.AttemptRow;
import org.domops.log.SqlLog;
import org.domops.log.SqlRow;
import org.domops.log.Status;
import org.domops.log.TaskRow;
import org.domops.target.HalfOpenWay;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The log of steps that run, on a real target. */
class LiveLogIT {

    private static DomInstance dom;
    private static ProbeFleet fleet;

    private long run;

    @BeforeAll
    static void start(@TempDir Path data) {
        dom = new DomInstance(data, "--dom.live-log.idle=2s", "--dom.target.silence=5s",
                "--dom.live-log.session-watch=1s");
        fleet = new ProbeFleet("LIVE", 1);
        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        // the tables with which the probe is held are there after its first run
        dom.run("probe", "TEST");
    }

    @AfterAll
    static void stop() {
        dom.close();
    }

    @BeforeEach
    void theStraightWay() {
        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
    }

    @AfterEach
    void letItEnd() {
        fleet.unlockAccount(1);
        fleet.mend(1);
        dom.awaitEnd(run);
    }

    @Test
    void a_running_statement_is_in_the_log_while_it_runs() throws SQLException {
        startAndHoldIn("TASK_ONE");
        try (Connection locker = TestDatabase.shared().superuser(); Statement lock = locker.createStatement()) {
            lock.execute("lock tables LIVE1.PROBE_WITNESS write");
            fleet.schema(1).asSuperuser("delete from LIVE1.PROBE_FAULTS");
            SqlRow running = await().atMost(DomInstance.PATIENCE).until(() -> last("TASK_TWO"), row -> row != null);
            assertThat(running.status()).isEqualTo(Status.R);
            assertThat(running.end()).isNull();
            assertThat(running.sql()).contains("INSERT INTO PROBE_WITNESS").contains("TASK_TWO");
            assertThat(dom.jdbc().sql("select procedure_name from DOM$SQL_RUNNING_V").query(String.class).list())
                    .containsExactly("TASK_TWO");
            lock.execute("unlock tables");
        }
        dom.awaitEnd(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(statements("TASK_TWO")).hasSize(2).allSatisfy(row -> {
            assertThat(row.status()).isEqualTo(Status.C);
            assertThat(row.end()).isNotNull();
        });
    }

    @Test
    void a_statement_that_has_ended_is_in_the_log_and_no_more_on_the_target_while_its_step_runs() {
        startAndHoldIn("TASK_ONE");
        await().atMost(DomInstance.PATIENCE).until(() -> last("TASK_ONE"), row -> row != null && row.status() == Status.C);
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.strings(1, "select seq from DOM$SQL_BUFFER").isEmpty());
        assertThat(dom.status(run)).isEqualTo(Status.R);
        assertThat(last("TASK_ONE").rows()).isEqualTo(1);
        assertThat(last("TASK_ONE").start()).isBefore(Instant.now()).isAfter(Instant.now().minus(Duration.ofMinutes(5)));
    }

    @Test
    void a_database_has_one_monitoring_connection_while_steps_run_and_none_after() {
        startAndHoldIn("TASK_ONE");
        await().atMost(DomInstance.PATIENCE).until(() -> last("TASK_ONE") != null);
        assertThat(sessions()).hasSize(2);
        fleet.mend(1);
        dom.awaitEnd(run);
        await().atMost(DomInstance.PATIENCE).until(() -> sessions().isEmpty());
    }

    @Test
    void statements_of_a_step_whose_session_dies_are_in_the_log_once_each() {
        startAndHoldIn("TASK_ONE");
        await().atMost(DomInstance.PATIENCE).until(() -> last("TASK_ONE") != null);
        fleet.killSessions(1);
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).stream().filter("TASK_ONE"::equals).count() == 2);
        await().atMost(DomInstance.PATIENCE).until(() -> statements("TASK_ONE").size() == 2);
        fleet.mend(1);
        dom.awaitEnd(run);
        assertThat(statements("TASK_ONE")).hasSize(2).extracting(SqlRow::status).containsOnly(Status.C);
        assertThat(statements("TASK_ONE")).extracting(SqlRow::attempt).containsOnly(1);
        assertThat(fleet.strings(1, "select seq from DOM$SQL_BUFFER")).isEmpty();
    }

    @Test
    void a_refused_monitoring_login_is_tried_once_and_the_log_is_whole_at_the_steps_end() throws SQLException {
        startAndHoldIn("TASK_ONE");
        await().atMost(DomInstance.PATIENCE).until(() -> last("TASK_ONE") != null);
        long before = asked("show global status like 'Aborted_connects'", 2).get(0);
        fleet.lockAccount(1);
        for (long monitor : asked("select id from information_schema.processlist where user = 'LIVE1' and id not in "
                + "(select session_id from LIVE1.DOM$STEP_ATTEMPTS where status = 'R' and session_id is not null)", 1)) {
            fleet.schema(1).asSuperuser("kill " + monitor);
        }
        await().atMost(DomInstance.PATIENCE).until(() -> asked("show global status like 'Aborted_connects'", 2).get(0) > before);
        fleet.schema(1).asSuperuser("delete from LIVE1.PROBE_FAULTS");
        dom.awaitEnd(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(asked("show global status like 'Aborted_connects'", 2)).containsExactly(before + 1);
        assertThat(statements("TASK_ONE")).singleElement().extracting(SqlRow::status).isEqualTo(Status.C);
        assertThat(statements("TASK_TWO")).hasSize(2).extracting(SqlRow::status).containsOnly(Status.C);
    }

    @Test
    void a_call_whose_session_is_gone_on_its_target_does_not_wait_for_ever() {
        try (HalfOpenWay way = wayTo()) {
            startAndHoldIn("TASK_ONE");
            way.silenceThoseThatAreThere();
            fleet.killSessions(1);
            await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).stream().filter("TASK_ONE"::equals).count() == 2);
            fleet.mend(1);
            dom.awaitEnd(run);
            assertThat(dom.status(run)).isEqualTo(Status.C);
            assertThat(attempt("TASK_ONE").attempt()).isEqualTo(1);
            assertThat(attempt("TASK_ONE").possiblyRepeated()).isTrue();
            assertThat(statements("TASK_ONE")).hasSize(2).extracting(SqlRow::status).containsOnly(Status.C);
        }
    }

    @Test
    void a_call_whose_target_gives_no_answer_at_all_is_given_up_and_its_result_collected_when_it_answers_again() {
        try (HalfOpenWay way = wayTo()) {
            startAndHoldIn("TASK_ONE");
            await().atMost(DomInstance.PATIENCE).until(() -> last("TASK_ONE") != null);
            way.silenceAll();
            // the monitor's second question, and the lane's own after its connection was given up
            int before = way.accepted();
            await().atMost(DomInstance.PATIENCE).until(() -> way.accepted() > before + 1);
            way.restore();
            // the step ends in the session that nobody hears any more
            fleet.mend(1);
            dom.awaitEnd(run);
            assertThat(dom.status(run)).isEqualTo(Status.C);
            assertThat(fleet.calls(1, run)).containsOnlyOnce("TASK_ONE");
            assertThat(attempt("TASK_ONE").possiblyRepeated()).isFalse();
            assertThat(statements("TASK_ONE")).singleElement().extracting(SqlRow::status).isEqualTo(Status.C);
        }
    }

    private HalfOpenWay wayTo() {
        String connectString = fleet.schema(1).database().connectString();
        String[] address = connectString.replaceFirst("/.*", "").split(":");
        HalfOpenWay way = new HalfOpenWay(address[0], Integer.parseInt(address[1]));
        dom.apply(fleet.fleetFile(1, "A").replace(connectString, way.address() + "/LIVE1"), fleet.sources());
        return way;
    }

    private AttemptRow attempt(String procedure) {
        TaskRow step = dom.tasks().of(run).stream().filter(task -> task.key().procedure().equals(procedure)).findFirst().orElseThrow();
        return dom.attempts().of(run).stream().filter(attempt -> attempt.taskLogId() == step.id()).reduce((a, b) -> b).orElseThrow();
    }

    /** As superuser. */
    private static List<Long> asked(String question, int column) throws SQLException {
        try (Connection connection = TestDatabase.shared().superuser(); Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery(question)) {
            List<Long> answers = new ArrayList<>();
            while (row.next()) {
                answers.add(row.getLong(column));
            }
            return answers;
        }
    }

    private void startAndHoldIn(String procedure) {
        fleet.hold(1, procedure);
        run = dom.started("probe", "TEST");
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).contains(procedure));
    }

    private List<SqlRow> statements(String procedure) {
        return dom.bean(SqlLog.class).of(run, null, 0, 1000).stream().filter(row -> row.procedure().equals(procedure)).toList();
    }

    /** Null: none. */
    private SqlRow last(String procedure) {
        List<SqlRow> rows = statements(procedure);
        return rows.isEmpty() ? null : rows.get(rows.size() - 1);
    }

    /** Those of the DOM-client that the server keeps. */
    private List<String> sessions() {
        return fleet.strings(1, "select id from information_schema.processlist where user = '"
                + fleet.schema(1).database().username() + "' and id <> connection_id()");
    }
}
