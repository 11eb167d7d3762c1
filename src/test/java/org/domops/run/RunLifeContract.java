package org.domops.run;

import org.domops.error.DomCode;
import org.domops.log.ActionRow;
import org.domops.log.LaneRow;
import org.domops.log.ObjectRow;
import org.domops.log.RunActions;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunObjects;
import org.domops.log.RunRow;
import org.domops.log.SqlLog;
import org.domops.log.SqlRow;
import org.domops.log.Status;
import org.domops.log.TaskRow;
import org.domops.repository.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every row of the design's table "life of a run", on real databases, whichever way the orders are given. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunLifeContract {

    private static final String ONE = "PROBETST01";
    static final String TWO = "PROBETST02";

    private DomInstance dom;
    private ProbeFleet fleet;
    private Orders orders;

    abstract Orders orders(DomInstance server, Path folder);

    abstract String prefix();

    DomInstance server() {
        return dom;
    }

    Orders orders() {
        return orders;
    }

    /** A run whose first lane stands in a step. */
    long heldRun() {
        fleet.hold(1, "TASK_ONE");
        long run = orders.run("probe").accepted().runId();
        awaitCall(1, run, "TASK_ONE");
        return run;
    }

    /** @return null: H2 */
    TestPostgres repository() {
        return null;
    }

    @BeforeAll
    void start(@TempDir Path data) {
        fleet = new ProbeFleet(prefix(), 2);
        TestPostgres postgres = repository();
        dom = postgres == null ? new DomInstance(data) : new DomInstance(data, postgres);
        orders = orders(dom, data);
        dom.apply(fleetFile(), fleet.sources());
        finish(orders.run("probe").accepted());
    }

    /** With a second operation of the same package, whose diagram is generated. */
    private String fleetFile() {
        String yaml = fleet.fleetFile(1, "A", "B");
        String probe = yaml.substring(yaml.indexOf("  - name: probe\n"), yaml.indexOf("objects:\n  - {type"));
        return yaml.replace(probe, probe + probe.replace("- name: probe\n", "- name: probe-two\n"))
                .replace("{procedure: TASK_ONE}", "{procedure: TASK_ONE, retries: 2, backoff: 1s, transient_errors: [-20777]}")
                .replace("- {instance: 1, databases: [PROBE01, PROBE02]}",
                        "- {instance: 1, databases: [PROBE01, PROBE02]}\n      - {instance: 2, databases: [PROBE01]}");
    }

    @AfterAll
    void stop() {
        dom.close();
    }

    @BeforeEach
    void mend() {
        fleet.mend(1);
        fleet.mend(2);
    }

    /** What a failed test left must not stand in the next one's way. */
    @AfterEach
    void clear() {
        mend();
        for (long run : dom.bean(RunLog.class).open()) {
            orders.act(run, "cancel", Map.of("force", true, "reason", "the test is over"));
            await().atMost(DomInstance.PATIENCE).until(() -> !row(run).open());
        }
        dom.apply(fleetFile(), fleet.sources());
    }

    @Test
    void the_first_command_is_a_new_run_and_after_completion_the_same_command_is_another() {
        Orders.Told first = orders.run("probe").accepted();
        assertThat(first.restarted()).isFalse();
        finish(first);
        Orders.Told second = orders.run("probe").accepted();
        finish(second);
        assertThat(second.runId()).isGreaterThan(first.runId());
        assertThat(row(second.runId()).status()).isEqualTo(Status.C);
        assertThat(fleet.calls(1, second.runId())).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                "ITERATOR APP.A", "FINAL N", "ITERATOR APP.B", "INITIAL", "TASK_ONE", "TASK_TWO", "ITERATOR APP.B", "FINAL N");
    }

    @Test
    void the_same_command_restarts_the_failed_lanes_of_an_ended_run_at_their_failed_tasks() {
        long run = failAt(2, "TASK_TWO");
        List<String> untouched = fleet.calls(1, run);
        fleet.mend(2);
        Orders.Told told = orders.run("probe").accepted();
        assertThat(told.restarted()).isTrue();
        assertThat(told.runId()).isEqualTo(run);
        finish(told);
        assertThat(row(run).status()).isEqualTo(Status.C);
        assertThat(row(run).restart()).isNotNull();
        assertThat(fleet.calls(2, run)).startsWith("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO", "FINAL Y",
                "INITIAL", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
        assertThat(fleet.calls(1, run)).isEqualTo(untouched);
        assertThat(actions(run)).containsExactly("START", "RESTART");
    }

    @Test
    void the_same_command_restarts_the_failed_lanes_of_a_run_that_still_runs() {
        fleet.hold(1, "TASK_ONE");
        fleet.fault(2, "TASK_ONE", -20555);
        long run = orders.run("probe").accepted().runId();
        awaitLane(run, TWO, Status.E);
        fleet.mend(2);
        assertThat(row(run).status()).isEqualTo(Status.R);
        assertThat(orders.run("probe").accepted().message()).contains(TWO).doesNotContain(ONE);
        awaitLane(run, TWO, Status.C);
        assertThat(lane(run, ONE).status()).isEqualTo(Status.R);
        fleet.mend(1);
        awaitStatus(run, Status.C);
        assertThat(fleet.calls(1, run).stream().filter("INITIAL"::equals)).as("once for each object").hasSize(2);
    }

    @Test
    void of_two_starts_at_once_one_is_refused() {
        fleet.hold(1, "ITERATOR");
        List<Orders.Told> told = Stream.of(1, 2).map(n -> CompletableFuture.supplyAsync(() -> orders.run("probe"))).toList()
                .stream().map(CompletableFuture::join).toList();
        assertThat(told.stream().map(Orders.Told::code).filter(Objects::nonNull)).containsExactly(DomCode.ALREADY_RUNNING.number());
        assertThat(dom.bean(RunLog.class).open()).hasSize(1);
    }

    @Test
    void a_start_while_it_runs_is_refused_naming_the_run_and_who_started_it() {
        fleet.hold(1, "TASK_ONE");
        long run = orders.run("probe").accepted().runId();
        assertThat(orders.run("probe").refusedWith(DomCode.ALREADY_RUNNING.number()).message())
                .contains("run " + run).contains("admin");
        assertThat(actions(run)).containsExactly("START");
    }

    @Test
    void from_the_iterator_failed_lanes_go_back_to_their_iterator_with_new_attempts() {
        long run = failAt(1, "TASK_TWO");
        fleet.mend(1);
        finish(orders.run("probe", "TEST", 1, false, true).accepted());
        assertThat(row(run).status()).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).startsWith("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO", "FINAL Y",
                "ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
        assertThat(step(run, ONE, "ITERATOR", 1).attempt()).isEqualTo(2);
        assertThat(step(run, ONE, "TASK_ONE", 1).attempt()).isEqualTo(2);
        assertThat(actions(run)).containsExactly("START", "FROM_ITERATOR");
    }

    @Test
    void a_transient_error_is_retried_with_back_off_as_the_tasks_policy_says() {
        fleet.fault(1, "TASK_ONE", -20777);
        long run = orders.run("probe").accepted().runId();
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).stream().filter("TASK_ONE"::equals).count() == 2);
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(lane(run, ONE).waitingFor()).contains("retry 2 of 2"));
        assertThat(lane(run, ONE).status()).isEqualTo(Status.R);
        fleet.mend(1);
        awaitStatus(run, Status.C);
        assertThat(step(run, ONE, "TASK_ONE", 1).attempt()).isEqualTo(3);
        assertThat(fleet.calls(1, run)).doesNotContain("FINAL Y");
        assertThat(attempts(run, "TASK_ONE")).startsWith(Status.E, Status.E, Status.C);
        assertThat(lane(run, ONE).waitingFor()).isNull();
    }

    @Test
    void a_transient_error_that_stays_fails_the_lane_after_the_policys_retries() {
        fleet.fault(1, "TASK_ONE", -20777);
        long run = orders.run("probe").accepted().runId();
        awaitStatus(run, Status.E);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_ONE", "TASK_ONE", "FINAL Y");
        fleet.mend(1);
        finish(orders.run("probe").accepted());
        assertThat(row(run).status()).isEqualTo(Status.C);
    }

    @Test
    void an_error_of_final_after_an_error_is_superseded_and_the_task_stays_what_failed() {
        fleet.fault(1, "FINAL Y", -20556);
        long run = failAt(1, "TASK_TWO");
        assertThat(step(run, ONE, "FINAL", 1).status()).isEqualTo(Status.F);
        assertThat(step(run, ONE, "TASK_TWO", 1).status()).isEqualTo(Status.E);
        assertThat(lane(run, ONE).statusMessage()).contains("TASK_TWO: -20555").contains("-20556");
        fleet.mend(1);
        finish(orders.run("probe").accepted());
        assertThat(row(run).status()).isEqualTo(Status.C);
    }

    @Test
    void minus_20100_from_a_task_completes_the_object_and_the_lane_goes_on_with_the_next() {
        fleet.fault(1, "TASK_ONE", -20100);
        long run = orders.run("probe").accepted().runId();
        awaitStatus(run, Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "FINAL N",
                "ITERATOR APP.B", "INITIAL", "TASK_ONE", "FINAL N");
        assertThat(step(run, ONE, "TASK_ONE", 1).statusMessage()).isEqualTo("operation complete");
    }

    @Test
    void minus_20007_from_the_iterator_completes_the_object_with_nothing_to_perform() {
        fleet.fault(1, "ITERATOR", -20007);
        long run = orders.run("probe").accepted().runId();
        awaitStatus(run, Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "ITERATOR APP.B");
        assertThat(step(run, ONE, "ITERATOR", 1).statusMessage()).isEqualTo("nothing to perform");
    }

    @Test
    void halting_lets_running_steps_finish_and_begins_none_until_it_is_resumed() {
        long run = heldRun();
        awaitLane(run, TWO, Status.C);
        orders.act(run, "halt", Map.of("reason", "storage is being moved")).accepted();
        assertThat(row(run).status()).isEqualTo(Status.H);
        fleet.mend(1);
        awaitLane(run, ONE, Status.H);
        assertThat(step(run, ONE, "TASK_ONE", 1).status()).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).endsWith("TASK_ONE");
        orders.run("probe").refusedWith(DomCode.ALREADY_RUNNING.number());
        orders.act(run, "halt", Map.of()).refusedWith(DomCode.NOT_POSSIBLE.number());
        orders.act(run, "resume", Map.of()).accepted();
        awaitStatus(run, Status.C);
        assertThat(fleet.calls(1, run)).startsWith("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO");
        assertThat(actions(run)).containsExactly("START", "HALT", "RESUME");
        orders.act(run, "resume", Map.of()).refusedWith(DomCode.NOT_POSSIBLE.number());
    }

    @Test
    void a_lane_that_was_halted_while_it_waited_for_a_retry_goes_on_when_it_is_resumed() {
        fleet.fault(1, "TASK_ONE", -20777);
        long run = orders.run("probe").accepted().runId();
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(lane(run, ONE).waitingFor()).contains("retry 1 of 2"));
        orders.act(run, "halt", Map.of()).accepted();
        awaitLane(run, ONE, Status.H);
        fleet.mend(1);
        orders.act(run, "resume", Map.of()).accepted();
        awaitStatus(run, Status.C);
        assertThat(attempts(run, "TASK_ONE")).startsWith(Status.E, Status.C);
    }

    @Test
    void one_database_can_be_halted_while_the_others_go_on() {
        long run = heldRun();
        orders.act(run, "halt", Map.of("database", ONE)).accepted();
        fleet.mend(1);
        awaitLane(run, ONE, Status.H);
        awaitLane(run, TWO, Status.C);
        assertThat(row(run).status()).isEqualTo(Status.H);
        orders.act(run, "resume", Map.of("database", ONE)).accepted();
        awaitStatus(run, Status.C);
    }

    @Test
    void cancelling_ends_the_running_statement_calls_final_and_is_confirmed_by_the_target() {
        long run = heldRun();
        awaitLane(run, TWO, Status.C);
        orders.act(run, "cancel", Map.of("reason", "wrong night")).accepted();
        assertThat(lane(run, ONE).status()).isIn(Status.K, Status.X);
        awaitStatus(run, Status.X);
        assertThat(lane(run, ONE).status()).isEqualTo(Status.X);
        assertThat(lane(run, ONE).statusMessage()).contains("wrong night").contains("admin");
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "FINAL Y");
        assertThat(step(run, ONE, "TASK_ONE", 1).status()).isEqualTo(Status.X);
        assertThat(row(run).statusMessage()).isEqualTo("1 of 2 lanes cancelled");
        fleet.mend(1);
        Orders.Told next = orders.run("probe").accepted();
        finish(next);
        assertThat(next.runId()).isNotEqualTo(run);
        assertThat(row(next.runId()).status()).isEqualTo(Status.C);
    }

    @Test
    void a_halted_run_can_be_cancelled_and_a_halted_run_without_work_left_is_over() {
        long run = heldRun();
        awaitLane(run, TWO, Status.C);
        orders.act(run, "halt", Map.of()).accepted();
        fleet.mend(1);
        awaitLane(run, ONE, Status.H);
        orders.act(run, "cancel", Map.of("database", ONE)).accepted();
        awaitStatus(run, Status.X);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "FINAL Y");

        long second = heldRun();
        orders.act(second, "halt", Map.of()).accepted();
        orders.act(second, "cancel", Map.of()).accepted();
        awaitStatus(second, Status.X);
    }

    @Test
    void a_lane_whose_target_can_not_be_reached_is_being_cancelled_until_it_confirms() {
        long run = heldRun();
        fleet.lockAccount(1);
        try {
            orders.act(run, "cancel", Map.of("database", ONE)).accepted();
            fleet.killSessions(1);
            await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(lane(run, ONE).waitingFor())
                    .contains("confirmation").contains(String.valueOf(DomCode.CONNECT_FAILED.number())));
            assertThat(lane(run, ONE).status()).isEqualTo(Status.K);
            orders.run("probe").refusedWith(DomCode.ALREADY_RUNNING.number());
        } finally {
            fleet.unlockAccount(1);
        }
        // a refused login is not tried again by itself
        orders.act(run, "cancel", Map.of("database", ONE)).accepted();
        awaitStatus(run, Status.X);
        assertThat(fleet.calls(1, run)).endsWith("FINAL Y");
    }

    @Test
    void a_cancel_by_force_needs_a_reason_and_gives_up_on_the_targets_confirmation() {
        long run = heldRun();
        awaitLane(run, TWO, Status.C);
        assertThat(orders.act(run, "cancel", Map.of("force", true)).code()).isNotNull();
        assertThat(lane(run, ONE).status()).isEqualTo(Status.R);
        orders.act(run, "cancel", Map.of("force", true, "reason", "the host burnt down")).accepted();
        assertThat(lane(run, ONE).status()).isEqualTo(Status.X);
        awaitStatus(run, Status.X);
        assertThat(lane(run, ONE).cancelForced()).isTrue();
        assertThat(actions(run)).containsExactly("START", "FORCE_CANCEL");
    }

    @Test
    void a_test_run_is_a_new_run_of_one_iteration_that_logs_each_statement_and_runs_none() {
        long failed = failAt(1, "TASK_TWO");
        fleet.mend(1);
        Orders.Told test = orders.run("probe", "TEST", 1, true, false).accepted();
        awaitOver(test.runId());
        assertThat(test.restarted()).isFalse();
        assertThat(row(test.runId()).status()).isEqualTo(Status.C);
        assertThat(fleet.calls(1, test.runId())).as("nothing was run").isEmpty();
        List<SqlRow> statements = dom.bean(SqlLog.class).of(test.runId(), null, 0, 1000);
        assertThat(statements).isNotEmpty().allMatch(SqlRow::preview);
        assertThat(dom.tasks().of(test.runId())).filteredOn(step -> step.key().procedure().equals("ITERATOR"))
                .as("one iteration").hasSize(4);
        assertThat(row(failed).status()).as("a test run neither blocks nor restarts").isEqualTo(Status.E);
        orders.run("probe", "TEST", 1, true, true).refusedWith(DomCode.BAD_RESTART_MODE.number());
        finish(orders.run("probe").accepted());
        assertThat(row(failed).status()).isEqualTo(Status.C);
    }

    @Test
    void a_lane_that_exceeds_the_allowed_duration_errs_before_the_next_round_and_its_restart_counts_anew() {
        dom.jdbc().sql("update DOM$OPERATIONS set duration = 1 where name = 'probe'").update();
        fleet.hold(1, "TASK_TWO");
        long run = orders.run("probe").accepted().runId();
        awaitCall(1, run, "TASK_TWO");
        await().atMost(DomInstance.PATIENCE).until(() ->
                dom.bean(java.time.Clock.class).instant().isAfter(lane(run, ONE).start().plusSeconds(2)));
        fleet.mend(1);
        awaitLane(run, ONE, Status.E);
        assertThat(lane(run, ONE).statusMessage()).contains(String.valueOf(DomCode.DURATION_EXCEEDED.number()));
        assertThat(fleet.calls(1, run)).endsWith("TASK_TWO", "FINAL Y");
        dom.jdbc().sql("update DOM$OPERATIONS set duration = null where name = 'probe'").update();
        finish(orders.run("probe").accepted());
        assertThat(row(run).status()).isEqualTo(Status.C);
    }

    @Test
    void two_operations_run_at_once_on_one_database() {
        fleet.hold(1, "TASK_ONE");
        long first = orders.run("probe").accepted().runId();
        long second = orders.run("probe-two").accepted().runId();
        awaitCall(1, first, "TASK_ONE");
        awaitCall(1, second, "TASK_ONE");
        assertThat(lane(first, ONE).status()).isEqualTo(Status.R);
        assertThat(lane(second, ONE).status()).isEqualTo(Status.R);
        fleet.mend(1);
        awaitStatus(first, Status.C);
        awaitStatus(second, Status.C);
        assertThat(fleet.calls(1, second)).containsExactlyElementsOf(fleet.calls(1, first));
    }

    @Test
    void two_instances_of_one_operation_run_at_once_each_with_its_own_run() {
        fleet.hold(2, "TASK_ONE");
        long first = orders.run("probe").accepted().runId();
        long second = orders.run("probe", "TEST", 2, false, false).accepted().runId();
        awaitStatus(second, Status.C);
        assertThat(row(first).status()).isEqualTo(Status.R);
        assertThat(fleet.calls(1, second)).isNotEmpty();
        fleet.mend(2);
        awaitStatus(first, Status.C);
    }

    @Test
    void a_lane_whose_instance_was_deleted_in_cockpit_errs_and_its_restart_goes_on_at_its_step_by_a_new_instance() {
        long run = failAt(1, "TASK_TWO");
        String instance = lane(run, ONE).processInstanceId();
        dom.deleteInstance(instance);
        await().atMost(DomInstance.PATIENCE).until(() -> lane(run, ONE).processInstanceId() == null);
        fleet.mend(1);
        finish(orders.run("probe").accepted());
        assertThat(row(run).status()).isEqualTo(Status.C);
        assertThat(lane(run, ONE).processInstanceId()).isNotEqualTo(instance);
        assertThat(fleet.calls(1, run)).startsWith("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO", "FINAL Y",
                "INITIAL", "TASK_TWO", "ITERATOR APP.A");
    }

    @Test
    void an_instance_deleted_while_its_step_runs_leaves_no_run_running_and_the_step_is_collected() {
        long run = heldRun();
        dom.deleteInstance(lane(run, ONE).processInstanceId());
        awaitLane(run, ONE, Status.E);
        assertThat(lane(run, ONE).statusMessage()).contains("deleted").contains("TASK_ONE");
        orders.run("probe").accepted();
        fleet.mend(1);
        awaitStatus(run, Status.C);
        assertThat(fleet.calls(1, run).stream().filter("TASK_ONE"::equals)).as("one for each object").hasSize(2);
    }

    @Test
    void a_step_that_was_mended_by_hand_is_marked_done_with_a_reason_and_the_lane_goes_on_after_it() {
        long run = failAt(1, "TASK_ONE");
        assertThat(orders.act(run, "steps/done", Map.of("database", ONE, "task", "TASK_TWO", "reason", "by hand"))
                .refusedWith(DomCode.NOT_POSSIBLE.number()).message()).contains("TASK_ONE");
        fleet.mend(1);
        orders.act(run, "steps/done", Map.of("database", ONE, "task", "TASK_ONE", "reason", "rows moved by hand")).accepted();
        awaitStatus(run, Status.C);
        assertThat(fleet.calls(1, run)).startsWith("ITERATOR APP.A", "INITIAL", "TASK_ONE", "FINAL Y", "INITIAL",
                "TASK_TWO", "ITERATOR APP.A", "FINAL N");
        assertThat(step(run, ONE, "TASK_ONE", 1).status()).isEqualTo(Status.C);
        assertThat(step(run, ONE, "TASK_ONE", 1).statusMessage()).contains("marked done by admin: rows moved by hand");
        ActionRow action = dom.bean(RunActions.class).of(run).get(1);
        assertThat(action.action()).isEqualTo("STEP_DONE");
        assertThat(action.step()).isEqualTo("TASK_ONE");
        assertThat(action.username()).isEqualTo("admin");
        assertThat(action.reason()).isEqualTo("rows moved by hand");
    }

    @Test
    void a_failed_step_can_be_tried_again_on_its_database_alone() {
        fleet.fault(1, "TASK_ONE", -20555);
        long run = failAt(2, "TASK_ONE");
        mend();
        orders.act(run, "steps/retry", Map.of("database", ONE, "task", "task_one")).accepted();
        awaitLane(run, ONE, Status.C);
        assertThat(lane(run, TWO).status()).isEqualTo(Status.E);
        awaitStatus(run, Status.E);
    }

    @Test
    void an_object_that_is_disabled_between_failure_and_restart_is_skipped_and_the_log_says_so() {
        long run = failAt(1, "TASK_TWO");
        fleet.mend(1);
        dom.jdbc().sql("update DOM$OBJECTS set enabled = 'N' where object_name = 'A'").update();
        finish(orders.run("probe").accepted());
        assertThat(row(run).status()).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO", "FINAL Y",
                "ITERATOR APP.B", "INITIAL", "TASK_ONE", "TASK_TWO", "ITERATOR APP.B", "FINAL N");
        assertThat(dom.bean(RunObjects.class).of(lane(run, ONE).key())).extracting(ObjectRow::status)
                .containsExactly(Status.S, Status.C);
        assertThat(lane(run, ONE).statusMessage()).contains("1 of 2 objects skipped");
        assertThat(step(run, ONE, "TASK_TWO", 1).status()).as("superseded").isEqualTo(Status.F);
    }

    @Test
    void a_package_may_change_between_failure_and_restart_and_each_attempt_says_which_source_it_ran() {
        long run = failAt(1, "TASK_TWO");
        fleet.mend(1);
        Map<String, String> changed = new HashMap<>(fleet.sources());
        changed.computeIfPresent("probe_op.mariadb.sql", (name, text) -> text.replace("v_slept INT;", "v_slept INT; v_more INT;"));
        dom.apply(fleetFile(), changed);
        finish(orders.run("probe").accepted());
        assertThat(row(run).status()).isEqualTo(Status.C);
        long task = step(run, ONE, "TASK_TWO", 1).id();
        List<String> sources = dom.attempts().of(run).stream().filter(attempt -> attempt.taskLogId() == task)
                .map(attempt -> attempt.sha256()).toList();
        assertThat(sources).hasSize(2).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void a_lane_can_be_skipped_with_a_reason_and_is_never_shown_as_completed() {
        long run = failAt(1, "TASK_ONE");
        assertThat(orders.act(run, "skip", Map.of("database", TWO, "reason", "x")).code()).as("it is completed")
                .isEqualTo(DomCode.NOT_POSSIBLE.number());
        orders.act(run, "skip", Map.of("database", ONE, "reason", "this host is retired")).accepted();
        awaitStatus(run, Status.C);
        assertThat(lane(run, ONE).status()).isEqualTo(Status.S);
        assertThat(lane(run, ONE).statusMessage()).contains("this host is retired");
        assertThat(row(run).statusMessage()).isEqualTo("1 of 2 lanes skipped");
        assertThat(dom.lanes(run)).isEqualTo(Map.of(Status.S, 1, Status.C, 1));
    }

    @Test
    void orders_for_a_run_that_is_over_or_not_there_are_refused() {
        Orders.Told told = orders.run("probe").accepted();
        finish(told);
        for (String action : List.of("halt", "resume", "cancel")) {
            orders.act(told.runId(), action, Map.of()).refusedWith(DomCode.NOT_POSSIBLE.number());
            orders.act(999_999, action, Map.of()).refusedWith(DomCode.NO_SUCH_RUN.number());
        }
        orders.act(told.runId(), "steps/retry", Map.of("database", ONE, "task", "TASK_ONE"))
                .refusedWith(DomCode.NOT_POSSIBLE.number());
    }

    private long failAt(int database, String procedure) {
        fleet.fault(database, procedure, -20555);
        long run = orders.run("probe").accepted().runId();
        awaitStatus(run, Status.E);
        return run;
    }

    private void finish(Orders.Told told) {
        dom.awaitEnd(told.runId());
    }

    private void awaitOver(long run) {
        await().atMost(DomInstance.PATIENCE).until(() -> !row(run).open());
    }

    void awaitStatus(long run, Status status) {
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(row(run).status()).isEqualTo(status));
    }

    void awaitLane(long run, String database, Status status) {
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(lane(run, database).status()).isEqualTo(status));
    }

    private void awaitCall(int database, long run, String procedure) {
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(database, run).contains(procedure));
    }

    private RunRow row(long run) {
        return dom.bean(RunLog.class).find(run).orElseThrow();
    }

    private LaneRow lane(long run, String database) {
        return dom.bean(RunLanes.class).of(run).stream().filter(lane -> lane.database().equals(database)).findFirst().orElseThrow();
    }

    private TaskRow step(long run, String database, String procedure, int iteration) {
        return dom.tasks().of(run).stream().filter(step -> step.database().equals(database)
                && step.key().procedure().equals(procedure) && step.key().iteration() == iteration).findFirst().orElseThrow();
    }

    private List<Status> attempts(long run, String procedure) {
        long task = step(run, ONE, procedure, 1).id();
        return dom.attempts().of(run).stream().filter(attempt -> attempt.taskLogId() == task).map(attempt -> attempt.status()).toList();
    }

    private List<String> actions(long run) {
        return dom.bean(RunActions.class).of(run).stream().map(ActionRow::action).toList();
    }
}
