package org.domops.run;

import org.domops.error.DomCode;
import org.domops.log.RunLanes;
import org.domops.log.Status;
import org.domops.log.TaskRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A lane as a whole: what keeps it from its first task, and the order of its objects. */
class LaneIT {

    @TempDir
    Path data;
    private DomInstance dom;
    private ProbeFleet fleet;

    @BeforeEach
    void start() {
        fleet = new ProbeFleet("INSTALL", 1);
        dom = new DomInstance(data);
    }

    @AfterEach
    void stop() {
        dom.close();
    }

    @Test
    void a_package_that_does_not_compile_fails_the_lane_before_any_task_and_a_mended_one_restarts_it() {
        Map<String, String> broken = new HashMap<>(fleet.sources());
        broken.computeIfPresent("probe_op.mariadb.sql", (name, text) -> text.replace("v_error INT;", "v_error INT INT;"));
        dom.apply(fleet.fleetFile(1, "A"), broken);
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        TaskRow install = dom.tasks().of(run).get(0);
        assertThat(install.key().procedure()).isEqualTo("INSTALL");
        assertThat(install.errorCode()).isEqualTo(DomCode.COMPILE_ERROR.number());
        assertThat(install.statusMessage()).contains("PROBE_OP").contains("line 13");
        assertThat(dom.tasks().of(run)).hasSize(1);

        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        assertThat(dom.run("probe", "TEST")).isEqualTo(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(dom.tasks().of(run).get(0).attempt()).isEqualTo(2);
    }

    @Test
    void a_target_that_is_not_there_errs_with_its_address_and_restarts_when_it_is() {
        String connect = fleet.schema(1).database().connectString();
        dom.apply(fleet.fleetFile(1, "A").replace(connect, "127.0.0.1:1/NOWHERE"), fleet.sources());
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        assertThat(message(run)).contains(String.valueOf(DomCode.CONNECT_FAILED.number())).contains("127.0.0.1:1");

        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
    }

    @Test
    void a_missing_password_errs_with_the_reference_and_not_with_a_stack_trace() {
        String credential = fleet.schema(1).database().credential();
        dom.apply(fleet.fleetFile(1, "A").replace(credential, "env:NO_SUCH_PASSWORD"), fleet.sources());
        long run = dom.run("probe", "TEST");
        assertThat(message(run)).contains(String.valueOf(DomCode.CREDENTIAL_MISSING.number()))
                .contains("NO_SUCH_PASSWORD").doesNotContain("Exception");
    }

    @Test
    void a_database_that_is_disabled_between_failure_and_restart_errs_with_minus_20020_and_is_not_left_running() {
        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        dom.run("probe", "TEST");
        fleet.fault(1, "TASK_ONE", -20555);
        long run = dom.run("probe", "TEST");
        dom.jdbc().sql("update DOM$DATABASE_ENVIRONMENTS set enabled = 'N'").update();
        // not by the command, which would be refused: as Cockpit does it
        List<String> tokens = dom.tasks().of(run).stream().filter(step -> step.status() == Status.E)
                .map(TaskRow::externalTaskId).toList();
        dom.bean(org.domops.engine.ExternalTasks.class).retry(tokens);
        org.awaitility.Awaitility.await().atMost(DomInstance.PATIENCE).until(() -> message(run), text ->
                text != null && text.contains(String.valueOf(DomCode.NOT_DEFINED.number())));
        assertThat(dom.status(run)).isEqualTo(Status.E);
    }

    @Test
    void the_objects_of_a_lane_are_worked_on_one_after_the_other_in_run_order() {
        dom.apply(fleet.fleetFile(1, "B", "A"), fleet.sources());
        long run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly(
                "ITERATOR APP.B", "INITIAL", "TASK_ONE", "TASK_TWO", "ITERATOR APP.B", "FINAL N",
                "ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
    }

    private String message(long run) {
        return dom.bean(RunLanes.class).of(run).get(0).statusMessage();
    }
}
