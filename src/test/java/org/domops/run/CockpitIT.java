package org.domops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.domops.log.TaskRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do to process instances in Cockpit, by the engine's REST interface as Cockpit does it. */
class CockpitIT {

    @TempDir
    static Path data;
    private static DomInstance dom;
    private static DomHttp http;
    private static ProbeFleet fleet;
    private long run;

    @BeforeAll
    static void start() {
        fleet = new ProbeFleet("COCKPIT", 2);
        dom = new DomInstance(data);
        http = new DomHttp(dom.port(), data);
        dom.apply(waves(""), fleet.sources());
        dom.run("probe", "TEST");
    }

    /** With further keys of the operation. */
    private static String waves(String keys) {
        return fleet.fleetFile(1, "A").replace("    retries: 0\n", "    retries: 0\n" + keys);
    }

    @AfterAll
    static void stop() {
        dom.close();
    }

    @BeforeEach
    void mend() {
        fleet.mend(1);
    }

    /** A test that failed must not make the others fail. */
    @AfterEach
    void end_what_is_left() {
        if (row().open()) {
            http.post("/api/runs/" + run + "/cancel", Map.of("reason", "its test is over", "force", true));
        }
    }

    private void startHeldAt(String procedure) {
        fleet.hold(1, procedure);
        run = dom.started("probe", "TEST");
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).contains(procedure));
    }

    private void startFailingAt(String procedure) {
        fleet.fault(1, procedure, -20555);
        run = dom.run("probe", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        fleet.mend(1);
    }

    private static LaneRow lane(long run) {
        return dom.bean(RunLanes.class).of(run).stream().filter(lane -> lane.database().equals("PROBETST01")).findFirst().orElseThrow();
    }

    private RunRow row() {
        return dom.bean(RunLog.class).find(run).orElseThrow();
    }

    private String laneInstance() {
        return lane(run).processInstanceId();
    }

    private String operationInstance() {
        return http.get("/engine-rest/process-instance?superProcessInstance=" + laneInstance()).body().at("/0/id").asText();
    }

    private static int suspend(String instance, boolean suspended) {
        return again(() -> http.put("/engine-rest/process-instance/" + instance + "/suspended", Map.of("suspended", suspended)).status());
    }

    private static Map<String, Object> before(String activity) {
        return Map.of("type", "startBeforeActivity", "activityId", activity);
    }

    private static Map<String, Object> cancel(String activity) {
        return Map.of("type", "cancel", "activityId", activity, "cancelCurrentActiveActivityInstances", true);
    }

    @SafeVarargs
    private static int modify(String instance, Map<String, Object>... instructions) {
        return again(() -> http.post("/engine-rest/process-instance/" + instance + "/modification",
                Map.of("instructions", List.of(instructions))).status());
    }

    private static int delete(String instance) {
        return again(() -> http.delete("/engine-rest/process-instance/" + instance).status());
    }

    /** As a person does: the answer is a 409 when a heartbeat has just extended the lease of what is to be changed. */
    private static int again(IntSupplier request) {
        int status = request.getAsInt();
        for (int tries = 1; status == 409 && tries < 5; tries++) {
            status = request.getAsInt();
        }
        return status;
    }

    private TaskRow step(String procedure) {
        return dom.tasks().of(run).stream().filter(step -> step.key().lane().equals(lane(run).key())
                && step.key().procedure().equals(procedure)).findFirst().orElseThrow();
    }

    private void becomes(Status status) {
        await().atMost(DomInstance.PATIENCE).until(() -> dom.status(run) == status);
    }

    private long count(String procedure) {
        return fleet.calls(1, run).stream().filter(procedure::equals).count();
    }

    private void laneShows(String what) {
        await().atMost(DomInstance.PATIENCE).until(() -> lane(run).waitingFor() != null && lane(run).waitingFor().contains(what));
    }

    @Test
    void a_suspended_operation_is_shown_and_its_steps_result_is_collected_after_its_activation() {
        startHeldAt("TASK_ONE");
        String instance = operationInstance();
        assertThat(suspend(instance, true)).isEqualTo(204);
        laneShows("suspended in Cockpit");
        fleet.mend(1);
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.strings(1,
                "select count(*) from DOM$STEP_ATTEMPTS where status = 'R'").get(0).equals("0"));
        assertThat(http.get("/api/runs/" + run).body().at("/laneList/0/waitingFor").asText()).contains("activated");
        assertThat(step("TASK_ONE").status()).as("done on its target, not recorded yet").isEqualTo(Status.R);
        assertThat(suspend(instance, false)).isEqualTo(204);
        becomes(Status.C);
        assertThat(count("TASK_ONE")).isEqualTo(1);
        assertThat(lane(run).waitingFor()).isNull();
    }

    @Test
    void a_suspended_lane_goes_on_after_its_activation() {
        startHeldAt("TASK_ONE");
        assertThat(suspend(laneInstance(), true)).isEqualTo(204);
        laneShows("suspended in Cockpit");
        assertThat(suspend(laneInstance(), false)).isEqualTo(204);
        fleet.mend(1);
        becomes(Status.C);
        assertThat(count("TASK_ONE")).isEqualTo(1);
    }

    @Test
    void a_suspended_run_says_so_and_ends_after_its_activation() {
        startHeldAt("TASK_TWO");
        String instance = row().processInstanceId();
        assertThat(suspend(instance, true)).isEqualTo(204);
        fleet.mend(1);
        await().atMost(DomInstance.PATIENCE).until(() -> lane(run).status() == Status.C
                && row().statusMessage() != null && row().statusMessage().contains("suspended in Cockpit"));
        assertThat(row().status()).isEqualTo(Status.R);
        assertThat(suspend(instance, false)).isEqualTo(204);
        becomes(Status.C);
        assertThat(row().statusMessage()).isNull();
    }

    @Test
    void a_token_moved_from_a_running_step_waits_for_that_steps_session_and_the_step_is_left() {
        startHeldAt("TASK_ONE");
        assertThat(modify(operationInstance(), before("TASK_TWO"), cancel("TASK_ONE"))).isEqualTo(204);
        laneShows("held by connection");
        assertThat(count("TASK_TWO")).isZero();
        fleet.mend(1);
        becomes(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
        await().atMost(DomInstance.PATIENCE).until(() -> step("TASK_ONE").status() != Status.R);
        assertThat(step("TASK_ONE").status()).isEqualTo(Status.F);
        assertThat(step("TASK_ONE").statusMessage()).contains("moved");
    }

    @Test
    void a_token_moved_on_from_a_failed_step_goes_on_there_at_the_restart() {
        startFailingAt("TASK_ONE");
        assertThat(modify(operationInstance(), before("TASK_TWO"), cancel("TASK_ONE"))).isEqualTo(204);
        await().atMost(DomInstance.PATIENCE).until(() -> step("TASK_ONE").status() == Status.F);
        assertThat(dom.run("probe", "TEST")).isEqualTo(run);
        becomes(Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "FINAL Y",
                "INITIAL", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
    }

    @Test
    void a_lane_that_is_given_a_second_token_errs_and_its_restart_goes_on_with_one() {
        startHeldAt("TASK_ONE");
        assertThat(modify(operationInstance(), before("TASK_TWO"))).isEqualTo(204);
        await().atMost(DomInstance.PATIENCE).until(() -> lane(run).status() == Status.E);
        assertThat(lane(run).statusMessage()).contains("further tokens");
        fleet.mend(1);
        await().atMost(DomInstance.PATIENCE).until(() -> dom.status(run) == Status.E);
        assertThat(dom.run("probe", "TEST")).isEqualTo(run);
        becomes(Status.C);
        assertThat(count("FINAL N")).isEqualTo(1);
    }

    @Test
    void a_run_can_not_be_completed_by_hand_while_a_lane_is_at_work() {
        startHeldAt("TASK_ONE");
        assertThat(modify(row().processInstanceId(), before("completeRun"), cancel("waveOver"))).isGreaterThanOrEqualTo(400);
        assertThat(modify(laneInstance(), before("completeLane"), cancel("operation"))).isGreaterThanOrEqualTo(400);
        assertThat(row().status()).isEqualTo(Status.R);
        assertThat(lane(run).status()).isEqualTo(Status.R);
        fleet.mend(1);
        becomes(Status.C);
        assertThat(count("TASK_TWO")).isEqualTo(1);
    }

    @Test
    void a_run_whose_instance_was_deleted_or_given_a_second_token_ends_all_the_same() {
        startHeldAt("TASK_ONE");
        String first = row().processInstanceId();
        assertThat(modify(first, before("waveOver"))).isEqualTo(204);
        await().atMost(DomInstance.PATIENCE).until(() -> !first.equals(row().processInstanceId()));
        String second = row().processInstanceId();
        assertThat(delete(second)).isEqualTo(204);
        await().atMost(DomInstance.PATIENCE).until(() -> !second.equals(row().processInstanceId()));
        fleet.mend(1);
        becomes(Status.C);
    }

    @Test
    void a_lane_whose_token_was_moved_to_its_end_errs_and_can_be_restarted() {
        startHeldAt("TASK_ONE");
        assertThat(modify(laneInstance(), before("end"), cancel("operation"))).isEqualTo(204);
        await().atMost(DomInstance.PATIENCE).until(() -> lane(run).status() == Status.E);
        fleet.mend(1);
        becomes(Status.E);
        assertThat(dom.run("probe", "TEST")).isEqualTo(run);
        becomes(Status.C);
        assertThat(count("TASK_ONE")).as("done by the former owner, collected").isEqualTo(1);
    }

    @Test
    void an_operation_that_was_deleted_errs_its_lane_and_can_be_restarted() {
        startHeldAt("TASK_TWO");
        assertThat(delete(operationInstance())).isEqualTo(204);
        await().atMost(DomInstance.PATIENCE).until(() -> lane(run).status() == Status.E);
        fleet.mend(1);
        becomes(Status.E);
        dom.run("probe", "TEST");
        becomes(Status.C);
        assertThat(count("TASK_TWO")).isEqualTo(1);
    }

    @Test
    void a_run_that_can_not_go_on_says_why_until_it_does() {
        dom.apply(waves("    waves: [1, rest]\n"), fleet.sources());
        startHeldAt("TASK_ONE");
        definition(true);
        fleet.mend(1);
        await().atMost(DomInstance.PATIENCE).until(() -> row().statusMessage() != null && row().statusMessage().contains("can't go on"));
        assertThat(row().statusMessage()).contains("suspended");
        definition(false);
        becomes(Status.C);
        assertThat(row().statusMessage()).isNull();
        dom.apply(waves(""), fleet.sources());
    }

    private static void definition(boolean suspended) {
        assertThat(http.put("/engine-rest/process-definition/suspended", Map.of("processDefinitionKey", "dom-lane",
                "suspended", suspended, "includeProcessInstances", false)).status()).isEqualTo(204);
    }
}
