package org.domops.run;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.AttemptRow;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.domops.log.TaskRow;
import org.domops.log.LogPages;
import org.domops.log.RunLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The restart of a lane from each kind of step, on a real database, by the command that started the run. */
class RestartIT {

    @TempDir
    static Path data;
    private static DomInstance dom;
    private static ProbeFleet fleet;

    @BeforeAll
    static void start() {
        fleet = new ProbeFleet("RESTART", 2);
        dom = new DomInstance(data);
        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        dom.run("probe", "TEST");
    }

    @AfterAll
    static void stop() {
        dom.close();
    }

    @BeforeEach
    void mend() {
        fleet.mend(1);
        fleet.mend(2);
    }

    @Test
    void a_lane_that_fails_nowhere_calls_everything_once_and_in_order() {
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                "ITERATOR APP.A", "FINAL N");
        assertThat(fleet.calls(2, run)).isEqualTo(fleet.calls(1, run));
    }

    @Test
    void a_failed_task_is_followed_by_final_and_restarts_with_initial_at_that_task_on_its_database_alone() {
        fleet.fault(2, "TASK_TWO", -20555);
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(dom.lanes(run)).isEqualTo(Map.of(Status.C, 1, Status.E, 1));
        assertThat(fleet.calls(2, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO", "FINAL Y");
        List<String> completed = fleet.calls(1, run);

        fleet.mend(2);
        assertThat(dom.run("probe", "TEST")).isEqualTo(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(2, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO", "FINAL Y",
                "INITIAL", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
        assertThat(fleet.calls(1, run)).isEqualTo(completed);
    }

    @Test
    void a_failed_iterator_restarts_at_iterator_and_calls_initial_after_it() {
        fleet.fault(1, "ITERATOR", -20555);
        long run = dom.run("probe", "TEST");
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A");
        fleet.mend(1);
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "ITERATOR APP.A", "INITIAL", "TASK_ONE",
                "TASK_TWO", "ITERATOR APP.A", "FINAL N");
    }

    @Test
    void an_iterator_that_fails_after_a_round_is_followed_by_final_and_by_final_again_when_the_object_is_complete() {
        fleet.hold(1, "TASK_TWO");
        long run = dom.started("probe", "TEST");
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).contains("TASK_TWO"));
        fleet.fault(1, "ITERATOR", -20555);
        fleet.execute(1, "delete from PROBE_FAULTS where procedure_name = 'TASK_TWO'");
        dom.awaitEnd(run);
        assertThat(fleet.calls(1, run)).endsWith("TASK_TWO", "ITERATOR APP.A", "FINAL Y");
        fleet.mend(1);
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                "ITERATOR APP.A", "FINAL Y", "ITERATOR APP.A", "FINAL N");
    }

    @Test
    void a_failed_initial_is_followed_by_final_and_restarts_at_initial() {
        fleet.fault(1, "INITIAL", -20555);
        long run = dom.run("probe", "TEST");
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "FINAL Y");
        fleet.mend(1);
        dom.run("probe", "TEST");
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "FINAL Y", "INITIAL", "TASK_ONE",
                "TASK_TWO", "ITERATOR APP.A", "FINAL N");
    }

    @Test
    void a_failed_final_after_completion_restarts_at_final_only() {
        fleet.fault(1, "FINAL N", -20555);
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        fleet.mend(1);
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                "ITERATOR APP.A", "FINAL N", "FINAL N");
    }

    @Test
    void a_final_that_fails_after_an_error_is_failed_and_the_lane_keeps_the_first_error() {
        fleet.fault(1, "TASK_ONE", -20555);
        fleet.fault(1, "FINAL Y", -20556);
        long run = dom.run("probe", "TEST");
        assertThat(step(run, "TASK_ONE").status()).isEqualTo(Status.E);
        assertThat(step(run, "TASK_ONE").errorCode()).isEqualTo(-20555);
        assertThat(step(run, "FINAL").status()).isEqualTo(Status.F);
        assertThat(step(run, "FINAL").errorCode()).isEqualTo(-20556);
        assertThat(dom.bean(org.domops.log.RunLanes.class).of(run).get(0).statusMessage())
                .startsWith("TASK_ONE: -20555 ").contains("FINAL failed after it: -20556");
        fleet.mend(1);
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "FINAL Y", "INITIAL",
                "TASK_ONE", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
    }

    @Test
    void initial_failing_in_a_restart_is_called_again_in_the_next_one() {
        fleet.fault(1, "TASK_TWO", -20555);
        long run = dom.run("probe", "TEST");
        fleet.fault(1, "INITIAL", -20557);
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        fleet.mend(1);
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO", "FINAL Y",
                "INITIAL", "FINAL Y", "INITIAL", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
    }

    @Test
    void a_task_raising_operation_complete_ends_the_object_with_final() {
        fleet.fault(1, "TASK_ONE", -20100);
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "FINAL N");
    }

    @Test
    void an_iterator_with_nothing_to_perform_ends_the_object_without_final() {
        fleet.fault(1, "ITERATOR", -20007);
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A");
        assertThat(step(run, "ITERATOR").statusMessage()).isEqualTo("nothing to perform");
        assertThat(step(run, "FINAL").status()).isEqualTo(Status.S);
    }

    @Test
    void each_try_at_a_step_is_an_attempt_of_its_own() {
        fleet.fault(1, "TASK_ONE", -20555);
        long run = dom.run("probe", "TEST");
        dom.run("probe", "TEST");
        fleet.mend(1);
        dom.run("probe", "TEST");
        TaskRow task = step(run, "TASK_ONE");
        assertThat(task.status()).isEqualTo(Status.C);
        assertThat(task.attempt()).isEqualTo(3);
        assertThat(dom.attempts().of(run).stream().filter(attempt -> attempt.taskLogId() == task.id())
                .map(attempt -> attempt.attempt() + " " + attempt.status())).containsExactly("1 E", "2 E", "3 C");
        assertThat(dom.attempts().of(run)).extracting(AttemptRow::possiblyRepeated).containsOnly(false);
    }

    @Test
    void a_start_while_the_run_is_running_is_refused_and_names_it() {
        fleet.hold(1, "TASK_ONE");
        long run = dom.started("probe", "TEST");
        assertThatThrownBy(() -> dom.start("probe", "TEST")).isInstanceOfSatisfying(DomException.class,
                        e -> assertThat(e.code()).isEqualTo(DomCode.ALREADY_RUNNING))
                .hasMessageContaining("run " + run);
        fleet.mend(1);
        dom.awaitEnd(run);
    }

    @Test
    void of_many_starts_at_once_one_makes_a_run_and_the_others_are_refused() throws Exception {
        fleet.hold(1, "TASK_ONE");
        int before = dom.bean(LogPages.class).runs(null, null, null, null, 1000).size();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<Map<String, Object>>> starts = threads.invokeAll(
                Collections.nCopies(6, () -> dom.start("probe", "TEST")));
        threads.shutdown();
        List<Long> runs = new ArrayList<>();
        for (Future<Map<String, Object>> start : starts) {
            try {
                runs.add(((Number) start.get().get("runId")).longValue());
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOfSatisfying(DomException.class,
                        refused -> assertThat(refused.code()).isEqualTo(DomCode.ALREADY_RUNNING));
            }
        }
        assertThat(runs).hasSize(1);
        assertThat(dom.bean(LogPages.class).runs(null, null, null, null, 1000)).hasSize(before + 1);
        fleet.mend(1);
        dom.awaitEnd(runs.get(0));
    }

    @Test
    void a_restart_sets_restart_time_and_clears_the_error() {
        fleet.fault(1, "TASK_ONE", -20555);
        long run = dom.run("probe", "TEST");
        RunRow errored = dom.bean(RunLog.class).find(run).orElseThrow();
        assertThat(errored.restart()).isNull();
        assertThat(errored.statusMessage()).isEqualTo("1 of 2 lanes errored");
        fleet.mend(1);
        dom.run("probe", "TEST");
        RunRow completed = dom.bean(RunLog.class).find(run).orElseThrow();
        assertThat(completed.restart()).isAfter(errored.end());
        assertThat(completed.statusMessage()).isNull();
        assertThat(completed.end()).isAfter(completed.restart());
    }

    private static TaskRow step(long run, String procedure) {
        return dom.tasks().of(run).stream().filter(row -> row.key().procedure().equals(procedure)
                && row.database().equals("PROBETST01")).findFirst().orElseThrow();
    }
}
