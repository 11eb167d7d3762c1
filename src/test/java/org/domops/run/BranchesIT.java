package org.domops.run;

import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.Status;
import org.domops.log.TaskRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A lane whose diagram has two tasks in parallel: one session and one lock each, and INITIAL and FINAL never beside one. */
class BranchesIT {

    @TempDir
    static Path data;
    private static DomInstance dom;
    private static ProbeFleet fleet;
    private static Orders orders;

    @BeforeAll
    static void start() {
        fleet = new ProbeFleet("BRANCHES", 1);
        dom = new DomInstance(data);
        orders = new Orders.Rest(dom, data);
        dom.apply(fleet.fleetFile(1, "A").replace("- name: probe\n", "- name: branches\n")
                .replace("{procedure: TASK_TWO}", "{procedure: TASK_TWO, retries: 50, backoff: 1s, transient_errors: [-20777]}"), fleet.sources());
        dom.awaitEnd(orders.run("branches").accepted().runId());
    }

    @AfterAll
    static void stop() {
        dom.close();
    }

    @BeforeEach
    void mend() {
        fleet.mend(1);
    }

    @AfterEach
    void clear() {
        mend();
        for (long run : dom.bean(RunLog.class).open()) {
            orders.act(run, "cancel", Map.of("force", true, "reason", "the test is over"));
        }
    }

    @Test
    void parallel_branches_of_a_lane_run_at_the_same_time_in_sessions_of_their_own() {
        long run = bothHeld();
        assertThat(dom.tasks().running(lane(run).key())).extracting(step -> step.key().procedure())
                .containsExactlyInAnyOrder("TASK_ONE", "TASK_TWO");
        mend();
        awaitStatus(run, Status.C);
        assertThat(dom.attempts().of(run).stream().filter(attempt -> steps(run, "TASK_ONE", "TASK_TWO").contains(attempt.taskLogId()))
                .map(attempt -> attempt.targetSession())).hasSize(2).doesNotHaveDuplicates();
        assertThat(fleet.calls(1, run)).startsWith("ITERATOR APP.A", "INITIAL").endsWith("ITERATOR APP.A", "FINAL N").hasSize(6);
    }

    @Test
    void final_after_a_branchs_error_waits_for_the_other_branch_and_the_restart_repeats_the_failed_one_alone() {
        long run = bothHeld();
        fleet.fault(1, "TASK_TWO", -20555);
        letGo("TASK_TWO");
        await().atMost(DomInstance.PATIENCE).until(() -> step(run, "TASK_TWO").status() == Status.E);
        await().during(java.time.Duration.ofSeconds(2)).atMost(DomInstance.PATIENCE)
                .until(() -> !fleet.calls(1, run).contains("FINAL Y") && lane(run).status() == Status.R);
        letGo("TASK_ONE");
        awaitStatus(run, Status.E);
        assertThat(fleet.calls(1, run)).endsWith("FINAL Y");
        assertThat(step(run, "TASK_ONE").status()).isEqualTo(Status.C);
        mend();
        orders.run("branches").accepted();
        awaitStatus(run, Status.C);
        assertThat(fleet.calls(1, run).subList(5, fleet.calls(1, run).size()))
                .containsExactly("INITIAL", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
    }

    @Test
    void when_both_branches_fail_both_are_restarted() {
        long run = bothHeld();
        fleet.fault(1, "TASK_ONE", -20555);
        fleet.fault(1, "TASK_TWO", -20556);
        letGo("TASK_ONE");
        letGo("TASK_TWO");
        await().atMost(DomInstance.PATIENCE).until(() -> dom.tasks().errored(lane(run).key()).size() == 2);
        awaitStatus(run, Status.E);
        mend();
        orders.run("branches").accepted();
        awaitStatus(run, Status.C);
        List<String> calls = fleet.calls(1, run);
        List<String> restart = calls.subList(calls.lastIndexOf("FINAL Y") + 1, calls.size());
        assertThat(restart).startsWith("INITIAL").contains("TASK_ONE", "TASK_TWO").endsWith("ITERATOR APP.A", "FINAL N");
        assertThat(step(run, "TASK_ONE").attempt()).isEqualTo(2);
        assertThat(step(run, "TASK_TWO").attempt()).isEqualTo(2);
    }

    @Test
    void minus_20100_from_one_branch_lets_the_other_finish_before_the_object_is_complete() {
        long run = bothHeld();
        fleet.fault(1, "TASK_TWO", -20100);
        letGo("TASK_TWO");
        await().atMost(DomInstance.PATIENCE).until(() -> step(run, "TASK_TWO").status() == Status.C);
        assertThat(step(run, "TASK_ONE").status()).isEqualTo(Status.R);
        assertThat(fleet.calls(1, run)).doesNotContain("FINAL N");
        mend();
        awaitStatus(run, Status.C);
        assertThat(step(run, "TASK_ONE").status()).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).hasSize(5).endsWith("FINAL N");
    }

    @Test
    void a_halted_lane_is_halted_when_its_last_running_branch_has_reached_the_join_and_goes_on_when_it_is_resumed() {
        fleet.hold(1, "TASK_ONE");
        fleet.fault(1, "TASK_TWO", -20777);
        long run = orders.run("branches").accepted().runId();
        awaitCalls(run, "TASK_ONE", "TASK_TWO");
        await().atMost(DomInstance.PATIENCE).until(() -> step(run, "TASK_TWO").status() == Status.E);
        orders.act(run, "halt", Map.of("database", lane(run).database())).accepted();
        // it meets the order while the other branch is at work
        await().atMost(DomInstance.PATIENCE).until(() -> parked(run));
        letGo("TASK_ONE");
        await().atMost(DomInstance.PATIENCE).until(() -> step(run, "TASK_ONE").status() == Status.C);
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(lane(run).status()).isEqualTo(Status.H));
        mend();
        orders.act(run, "resume", Map.of("database", lane(run).database())).accepted();
        awaitStatus(run, Status.C);
        assertThat(fleet.calls(1, run)).containsOnlyOnce("TASK_ONE").endsWith("ITERATOR APP.A", "FINAL N");
    }

    private static boolean parked(long run) {
        return dom.jdbc().sql("select lock_exp_time_ from ACT_RU_EXT_TASK where id_ = ?").param(step(run, "TASK_TWO").externalTaskId())
                .query(java.sql.Timestamp.class).single().toInstant().isAfter(java.time.Instant.now().plusSeconds(300));
    }

    @Test
    void cancelling_ends_the_steps_of_all_branches_before_final_is_called_once() {
        long run = bothHeld();
        orders.act(run, "cancel", Map.of()).accepted();
        awaitStatus(run, Status.X);
        assertThat(fleet.calls(1, run)).hasSize(5).endsWith("FINAL Y");
        assertThat(step(run, "TASK_ONE").status()).isEqualTo(Status.X);
        assertThat(step(run, "TASK_TWO").status()).isEqualTo(Status.X);
    }

    /** A run both of whose branches are at their tasks. */
    private static long bothHeld() {
        fleet.hold(1, "TASK_ONE");
        fleet.hold(1, "TASK_TWO");
        long run = orders.run("branches").accepted().runId();
        awaitCalls(run, "TASK_ONE", "TASK_TWO");
        return run;
    }

    private static void letGo(String procedure) {
        fleet.execute(1, "delete from PROBE_FAULTS where held = 1 and procedure_name = '" + procedure + "'");
    }

    private static void awaitCalls(long run, String... procedures) {
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).containsAll(List.of(procedures)));
    }

    private static void awaitStatus(long run, Status status) {
        await().atMost(DomInstance.PATIENCE).untilAsserted(() ->
                assertThat(dom.bean(RunLog.class).find(run).orElseThrow().status()).isEqualTo(status));
    }

    private static LaneRow lane(long run) {
        return dom.bean(RunLanes.class).of(run).get(0);
    }

    private static TaskRow step(long run, String procedure) {
        return dom.tasks().of(run).stream().filter(step -> step.key().procedure().equals(procedure)).findFirst().orElseThrow();
    }

    private static List<Long> steps(long run, String... procedures) {
        return dom.tasks().of(run).stream().filter(step -> List.of(procedures).contains(step.key().procedure())).map(TaskRow::id).toList();
    }
}
