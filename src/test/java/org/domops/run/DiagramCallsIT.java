package org.domops.run;

import org.domops.log.AttemptRow;
import org.domops.log.Status;
import org.domops.log.TaskRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps of a hand-drawn diagram that call a procedure with arguments. */
class DiagramCallsIT {

    @TempDir
    static Path data;
    private static ProbeFleet fleet;
    private static DomInstance dom;

    @BeforeAll
    static void start() {
        fleet = new ProbeFleet("CALLS", 1);
        dom = new DomInstance(data);
        dom.apply(fleet.fleetFile(1, "A").replace("- name: probe\n", "- name: probe-calls\n"), fleet.sources());
    }

    @AfterAll
    static void stop() {
        dom.close();
    }

    @Test
    void a_diagram_calls_a_procedure_with_arguments_that_are_expressions_over_the_variables_of_the_process() {
        long run = dom.run("probe-calls", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "NOTE APP.A 1",
                "NOTE fixed 2", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
    }

    @Test
    void each_call_with_arguments_is_a_step_of_its_own_in_the_log_with_its_arguments() {
        long run = dom.run("probe-calls", "TEST");
        TaskRow first = step(run, "NOTE#first");
        assertThat(first.status()).isEqualTo(Status.C);
        assertThat(step(run, "NOTE#second").status()).isEqualTo(Status.C);
        assertThat(dom.attempts().of(run)).filteredOn(attempt -> attempt.taskLogId() == first.id()).singleElement()
                .extracting(AttemptRow::arguments).isEqualTo(run + ", APP.A, 1");
    }

    @Test
    void a_failed_call_with_arguments_is_restarted_with_them_and_the_other_calls_of_the_procedure_are_not_repeated() {
        fleet.fault(1, "NOTE", -20555);
        long run = dom.run("probe-calls", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(step(run, "NOTE#first").errorCode()).isEqualTo(-20555);
        fleet.mend(1);
        assertThat(dom.run("probe-calls", "TEST")).isEqualTo(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "NOTE APP.A 1",
                "FINAL Y", "INITIAL", "NOTE APP.A 1", "NOTE fixed 2", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
    }

    private static TaskRow step(long run, String name) {
        return dom.tasks().of(run).stream().filter(step -> step.key().procedure().equals(name)).findFirst().orElseThrow();
    }
}
