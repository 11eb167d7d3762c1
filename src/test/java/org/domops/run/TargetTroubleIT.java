package org.domops.run;

import org.domops.error.DomCode;
import org.domops.fault.Relay;
import org.domops.log.AttemptRow;
import org.domops.log.SqlLog;
import org.domops.log.SqlRow;
import org.domops.log.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A target that answers, but not as it should: it refuses the login, can't be written, or has another time. */
class TargetTroubleIT {

    private static final int INSTANCES = 6;
    @TempDir
    static Path data;
    private static FaultyFleet fleet;
    private static DomInstance dom;

    @BeforeAll
    static void start() {
        fleet = new FaultyFleet(data, "TROUBLE", 1);
        dom = fleet.dom;
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @BeforeEach
    void prepare() {
        fleet.apply("    retries: 5\n    backoff: 1s\n", yaml -> manyInstances(yaml)
                .replace("{procedure: TASK_ONE}", "{procedure: TASK_ONE, transient_errors: [1045, 4151]}"));
    }

    private static String manyInstances(String yaml) {
        String one = "      - {instance: 1, databases: [PROBE01]}\n";
        return yaml.replace(one, one + String.join("", IntStream.rangeClosed(2, INSTANCES)
                .mapToObj(instance -> one.replace("instance: 1", "instance: " + instance)).toList()));
    }

    @AfterEach
    void mend() {
        fleet.probe.schema(1).asSuperuser("set global init_connect = ''");
        password("right");
        fleet.probe.unlockAccount(1);
        dropTriggers();
        fleet.mend();
        fleet.clear();
    }

    private static void dropTriggers() {
        for (String name : List.of("BUFFER_FULL", "ATTEMPTS_FULL", "ATTEMPTS_STUCK")) {
            fleet.probe.schema(1).asSuperuser("drop trigger if exists TROUBLE1." + name);
        }
    }

    private static void password(String which) {
        fleet.probe.schema(1).password(which.equals("right") ? null : which);
    }

    private static Relay relay() {
        return fleet.relay(1);
    }

    /** The first statement of its kind on the table meets error 1114, as on a full one. */
    private static void full(String trigger, String when, String table) {
        fleet.probe.schema(1).asSuperuser("create trigger TROUBLE1." + trigger + " before " + when + " on TROUBLE1." + table
                + " for each row signal sqlstate 'HY000' set mysql_errno = 1114, message_text = 'The table is full'");
    }

    @Test
    void a_wrong_password_is_asked_once_and_once_more_for_each_restart_whatever_the_policy_says() {
        password("another");
        int before = relay().accepted();
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(fleet.lane(run, 1).statusMessage()).contains("Access denied");
        assertThat(relay().accepted() - before).isEqualTo(1);
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(relay().accepted() - before).isEqualTo(2);
        password("right");
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
    }

    @Test
    void many_lanes_on_one_database_whose_password_is_wrong_ask_once_each() {
        password("another");
        int before = relay().accepted();
        List<Long> runs = IntStream.rangeClosed(1, INSTANCES).mapToObj(instance ->
                ((Number) fleet.start(instance).get("runId")).longValue()).toList();
        runs.forEach(dom::awaitEnd);
        assertThat(runs).allSatisfy(run -> assertThat(dom.status(run)).isEqualTo(Status.E));
        assertThat(relay().accepted() - before).isEqualTo(INSTANCES);
        password("right");
        IntStream.rangeClosed(1, INSTANCES).forEach(fleet::start);
        runs.forEach(dom::awaitEnd);
        assertThat(runs).allSatisfy(run -> assertThat(dom.status(run)).isEqualTo(Status.C));
    }

    @Test
    void a_password_that_changes_while_a_run_is_on_is_asked_once_by_its_lane_and_not_again_for_final() {
        long run = fleet.startAndHold("TASK_ONE");
        password("another");
        int before = relay().accepted();
        fleet.probe.killSessions(1);
        dom.awaitEnd(run);
        assertThat(dom.status(run)).isEqualTo(Status.E);
        // the monitoring connection was killed, too
        assertThat(relay().accepted() - before).isEqualTo(1);
        assertThat(fleet.step(run, 1, "FINAL").status()).isEqualTo(Status.F);
        password("right");
        fleet.probe.mend(1);
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.attempts(run, fleet.step(run, 1, "TASK_ONE"))).extracting(AttemptRow::possiblyRepeated)
                .containsExactly(false, true);
    }

    @Test
    void a_cancelled_lane_whose_login_is_refused_asks_once_and_waits_for_the_cancel_to_be_given_again() {
        long run = fleet.startAndHold("TASK_ONE");
        fleet.probe.lockAccount(1);
        int before = relay().accepted();
        fleet.probe.killSessions(1);
        cancel(run);
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(fleet.lane(run, 1).waitingFor())
                .contains("account is locked").contains("cancel again"));
        assertThat(fleet.lane(run, 1).status()).isEqualTo(Status.K);
        // the order to cancel a call that runs needs a connection of its own, and so does the monitor
        assertThat(relay().accepted() - before).isBetween(1, 3);
        assertThat(dom.bean(org.camunda.bpm.engine.ExternalTaskService.class).createExternalTaskQuery()
                .externalTaskId(fleet.step(run, 1, "TASK_ONE").externalTaskId()).noRetriesLeft().count())
                .as("nobody asks again by himself").isEqualTo(1);
        fleet.probe.unlockAccount(1);
        cancel(run);
        await().atMost(DomInstance.PATIENCE).until(() -> dom.status(run) == Status.X);
    }

    private static void cancel(long run) {
        dom.bean(CancelRun.class).cancel(new LaneOrder(run, null, "test", "enough"), false);
    }

    @Test
    void a_statement_that_can_not_be_logged_on_the_target_is_not_run_and_the_step_says_so() {
        full("BUFFER_FULL", "insert", "DOM$SQL_BUFFER");
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(fleet.step(run, 1, "ITERATOR").errorCode()).isEqualTo(DomCode.STATEMENT_NOT_LOGGED.number());
        assertThat(fleet.lane(run, 1).statusMessage()).contains("1114 The table is full").contains("not run");
        assertThat(fleet.probe.calls(1, run)).isEmpty();
        dropTriggers();
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(run, "TASK_ONE")).isEqualTo(1);
    }

    @Test
    void a_step_whose_attempt_can_not_be_noted_on_the_target_is_not_called() {
        full("ATTEMPTS_FULL", "insert", "DOM$STEP_ATTEMPTS");
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(fleet.lane(run, 1).statusMessage()).contains("1114").contains("while opening step");
        assertThat(fleet.probe.calls(1, run)).isEmpty();
        dropTriggers();
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
    }

    @Test
    void a_step_whose_end_can_not_be_recorded_on_the_target_errs_and_is_not_called_again_by_itself() {
        long run = fleet.startAndHold("TASK_ONE");
        full("ATTEMPTS_STUCK", "update", "DOM$STEP_ATTEMPTS");
        fleet.probe.mend(1);
        dom.awaitEnd(run);
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(fleet.step(run, 1, "TASK_ONE").errorCode()).isEqualTo(DomCode.NOT_RECORDED.number());
        assertThat(fleet.calls(run, "TASK_ONE")).isEqualTo(1);
        dropTriggers();
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.attempts(run, fleet.step(run, 1, "TASK_ONE"))).extracting(AttemptRow::possiblyRepeated)
                .containsExactly(false, true);
    }

    @ParameterizedTest
    @ValueSource(longs = {86_400, -86_400})
    void a_target_whose_clock_is_wrong_by_a_day_changes_nothing_but_the_times_of_its_statements(long seconds) {
        fleet.probe.schema(1).asSuperuser("set global init_connect = 'SET timestamp = " + (Instant.now().getEpochSecond() + seconds) + "'");
        Instant before = Instant.now();
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.probe.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                "ITERATOR APP.A", "FINAL N");
        assertThat(dom.tasks().of(run)).allSatisfy(step -> assertThat(step.start()).isBetween(before, Instant.now()));
        List<SqlRow> statements = dom.bean(SqlLog.class).of(run, null, 0, 100);
        assertThat(statements).hasSize(7).allSatisfy(statement -> {
            assertThat(Duration.between(before, statement.start())).isCloseTo(Duration.ofSeconds(seconds), Duration.ofMinutes(2));
            assertThat(statement.end()).isAfterOrEqualTo(statement.start());
        });
        assertThat(statements).extracting(SqlRow::procedure).containsExactly("ITERATOR", "INITIAL", "TASK_ONE", "TASK_TWO",
                "TASK_TWO", "ITERATOR", "FINAL");
    }
}
