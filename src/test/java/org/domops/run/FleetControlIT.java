package org.domops.run;

import org.domops.error.DomCode;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How a run goes over many databases: caps, waves, the stop threshold, maintenance windows, serially. */
class FleetControlIT {

    private static final int DATABASES = 4;
    @TempDir
    static Path data;
    private static DomInstance dom;
    private static ProbeFleet fleet;
    private static Orders orders;

    @BeforeAll
    static void start() {
        fleet = new ProbeFleet("CONTROL", DATABASES);
        dom = new DomInstance(data);
        orders = new Orders.Rest(dom, data);
        apply("", "");
        dom.awaitEnd(orders.run("probe").accepted().runId());
    }

    @AfterAll
    static void stop() {
        dom.close();
    }

    @BeforeEach
    void mend() {
        IntStream.rangeClosed(1, DATABASES).forEach(fleet::mend);
    }

    @AfterEach
    void clear() {
        mend();
        for (long run : dom.bean(RunLog.class).open()) {
            orders.act(run, "cancel", Map.of("force", true, "reason", "the test is over"));
            await().atMost(DomInstance.PATIENCE).until(() -> !row(run).open());
        }
    }

    /** @param control keys of the operation @param database keys of the first database in its environment */
    private static void apply(String control, String database) {
        String yaml = fleet.fleetFile(1, "A").replace("    retries: 0\n", "    retries: 0\n" + control)
                .replace("      - {instance: 1, databases: [PROBE01, PROBE02, PROBE03, PROBE04]}",
                        "      - {instance: 1, databases: [PROBE01, PROBE02, PROBE03, PROBE04]}\n"
                                + "      - {instance: 2, databases: [PROBE01]}")
                .replaceFirst("(?m)^(\\s+)dialect: mariadb$", "$1dialect: mariadb" + database.replace("\n", "\n$1"));
        dom.apply(yaml, fleet.sources());
    }

    @Test
    void at_most_so_many_lanes_of_a_run_are_at_work_at_once_as_its_cap_says() {
        apply("    parallel: 2\n", "");
        holdAll();
        long run = orders.run("probe").accepted().runId();
        await().atMost(DomInstance.PATIENCE).until(() -> called(run, "TASK_ONE") == 2);
        assertThat(dom.bean(RunLanes.class).countActive(run)).isEqualTo(2);
        assertThat(lanes(run)).extracting(LaneRow::status).containsExactly(Status.R, Status.R, Status.P, Status.P);
        fleet.mend(1);
        await().atMost(DomInstance.PATIENCE).until(() -> called(run, "TASK_ONE") == 3);
        assertThat(dom.bean(RunLanes.class).countActive(run)).isEqualTo(2);
        mend();
        awaitStatus(run, Status.C);
    }

    @Test
    void a_restart_keeps_to_the_cap_too() {
        apply("    parallel: 1\n", "");
        IntStream.rangeClosed(1, DATABASES).forEach(database -> fleet.fault(database, "TASK_ONE", -20555));
        long run = orders.run("probe").accepted().runId();
        awaitStatus(run, Status.E);
        mend();
        holdAll();
        orders.run("probe").accepted();
        await().atMost(DomInstance.PATIENCE).until(() -> lanes(run).get(0).status() == Status.R);
        assertThat(lanes(run)).extracting(LaneRow::status).containsExactly(Status.R, Status.P, Status.P, Status.P);
        mend();
        awaitStatus(run, Status.C);
    }

    @Test
    void the_lanes_of_a_wave_are_released_when_the_wave_before_is_over() {
        apply("    waves: 1, 50%, rest\n", "");
        holdAll();
        long run = orders.run("probe").accepted().runId();
        await().atMost(DomInstance.PATIENCE).until(() -> called(run, "TASK_ONE") == 1);
        assertThat(lanes(run)).extracting(LaneRow::wave).containsExactly(1, 2, 2, 3);
        assertThat(lanes(run)).extracting(LaneRow::status).containsExactly(Status.R, Status.P, Status.P, Status.P);
        fleet.mend(1);
        await().atMost(DomInstance.PATIENCE).until(() -> called(run, "TASK_ONE") == 3);
        assertThat(lanes(run)).extracting(LaneRow::status).containsExactly(Status.C, Status.R, Status.R, Status.P);
        mend();
        awaitStatus(run, Status.C);
    }

    @Test
    void a_restart_goes_by_waves_again() {
        apply("    waves: 1, rest\n", "");
        IntStream.rangeClosed(1, DATABASES).forEach(database -> fleet.fault(database, "TASK_ONE", -20555));
        long run = orders.run("probe").accepted().runId();
        awaitStatus(run, Status.E);
        mend();
        holdAll();
        orders.run("probe").accepted();
        await().atMost(DomInstance.PATIENCE).until(() -> lanes(run).get(0).status() == Status.R);
        await().during(java.time.Duration.ofSeconds(2)).atMost(DomInstance.PATIENCE).until(() -> lanes(run).stream().skip(1)
                .allMatch(lane -> lane.status() == Status.P));
        fleet.mend(1);
        await().atMost(DomInstance.PATIENCE).until(() -> lanes(run).stream().skip(1).allMatch(lane -> lane.status() == Status.R));
        mend();
        awaitStatus(run, Status.C);
    }

    @Test
    void more_errored_lanes_than_the_stop_threshold_release_no_further_lane_and_the_restart_goes_on_with_all() {
        apply("    waves: 2, rest\n    stop_threshold: 25%\n", "");
        fleet.fault(1, "TASK_ONE", -20555);
        fleet.fault(2, "TASK_ONE", -20555);
        long run = orders.run("probe").accepted().runId();
        awaitStatus(run, Status.E);
        assertThat(row(run).statusMessage()).isEqualTo("2 of 4 lanes errored; 2 not run: the stop threshold is 25%");
        assertThat(lanes(run)).extracting(LaneRow::status).containsExactly(Status.E, Status.E, Status.P, Status.P);
        mend();
        assertThat(orders.run("probe").accepted().restarted()).isTrue();
        awaitStatus(run, Status.C);
        assertThat(dom.lanes(run)).isEqualTo(Map.of(Status.C, 4));
    }

    @Test
    void as_many_errored_lanes_as_the_stop_threshold_bears_stop_nothing() {
        apply("    waves: 1, rest\n    stop_threshold: 1\n", "");
        fleet.fault(1, "TASK_ONE", -20555);
        long run = orders.run("probe").accepted().runId();
        awaitStatus(run, Status.E);
        assertThat(dom.lanes(run)).isEqualTo(Map.of(Status.E, 1, Status.C, 3));
    }

    @Test
    void a_database_that_can_not_be_reached_counts_for_the_stop_threshold() {
        apply("    waves: 1, rest\n    stop_threshold: 0%\n", "");
        dom.jdbc().sql("""
                update DOM$DATABASE_ENVIRONMENTS set connect_string = '127.0.0.1:1/NOWHERE' where database_name = 'PROBETST01'""")
                .update();
        long run = orders.run("probe").accepted().runId();
        awaitStatus(run, Status.E);
        assertThat(lanes(run).get(0).statusMessage()).contains(String.valueOf(DomCode.CONNECT_FAILED.number()));
        assertThat(dom.lanes(run)).isEqualTo(Map.of(Status.E, 1, Status.P, 3));
    }

    @Test
    void a_serial_operation_takes_one_database_after_the_other_and_stops_at_the_first_error() {
        apply("    serial: true\n", "");
        fleet.fault(2, "TASK_ONE", -20555);
        long run = orders.run("probe").accepted().runId();
        awaitStatus(run, Status.E);
        assertThat(lanes(run)).extracting(LaneRow::status).containsExactly(Status.C, Status.E, Status.P, Status.P);
        assertThat(lanes(run).get(0).end()).isBefore(lanes(run).get(1).start());
        mend();
        orders.run("probe").accepted();
        awaitStatus(run, Status.C);
        assertThat(lanes(run).get(2).end()).isBefore(lanes(run).get(3).start());
        assertThat(fleet.calls(1, run).stream().filter("TASK_ONE"::equals)).hasSize(1);
    }

    @Test
    void a_database_takes_so_many_lanes_of_all_runs_at_once_as_its_cap_says() {
        apply("", "\nparallel: 1");
        fleet.hold(1, "TASK_ONE");
        long first = orders.run("probe").accepted().runId();
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, first).contains("TASK_ONE"));
        long second = orders.run("probe", "TEST", 2, false, false).accepted().runId();
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(lanes(second).get(0).waitingFor())
                .contains("its turn").contains("1 lane at once"));
        assertThat(fleet.calls(1, second)).isEmpty();
        fleet.mend(1);
        awaitStatus(second, Status.C);
        awaitStatus(first, Status.C);
        assertThat(lanes(second).get(0).start()).isAfterOrEqualTo(lanes(first).get(0).end());
    }

    @Test
    void outside_its_maintenance_window_a_lane_begins_no_step_and_goes_on_by_itself_when_it_opens() {
        apply("", "\nwindows: [{days: [" + closedDay() + "], from: \"01:00\", to: \"01:01\", time_zone: Europe/Berlin}]");
        long run = orders.run("probe").accepted().runId();
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(lanes(run).get(0).waitingFor())
                .contains("the maintenance window, which opens at"));
        await().atMost(DomInstance.PATIENCE).until(() -> dom.lanes(run).equals(Map.of(Status.C, 3, Status.P, 1)));
        assertThat(fleet.calls(1, run)).isEmpty();
        dom.jdbc().sql("update DOM$MAINTENANCE_WINDOWS set days = 'MON,TUE,WED,THU,FRI,SAT,SUN', to_time = '01:00'").update();
        awaitStatus(run, Status.C);
        assertThat(lanes(run).get(0).waitingFor()).isNull();
    }

    @Test
    void a_window_that_closes_lets_the_running_step_finish_and_keeps_the_next_one() {
        apply("", "\nwindows: [{days: [MON, TUE, WED, THU, FRI, SAT, SUN], from: \"01:00\", to: \"01:00\", time_zone: UTC}]");
        fleet.hold(1, "TASK_ONE");
        long run = orders.run("probe").accepted().runId();
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).contains("TASK_ONE"));
        dom.jdbc().sql("update DOM$MAINTENANCE_WINDOWS set days = '" + closedDay() + "', to_time = '01:01'").update();
        fleet.mend(1);
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(lanes(run).get(0).waitingFor()).contains("window"));
        assertThat(fleet.calls(1, run)).endsWith("TASK_ONE");
        assertThat(lanes(run).get(0).status()).isEqualTo(Status.R);
        dom.jdbc().sql("delete from DOM$MAINTENANCE_WINDOWS").update();
        awaitStatus(run, Status.C);
    }

    @Test
    void a_step_that_exceeds_its_max_step_time_is_cancelled_and_errs_with_the_reason() {
        String yaml = fleet.fleetFile(1, "A").replace("{procedure: TASK_ONE}", "{procedure: TASK_ONE, max_step_time: 1s}");
        dom.apply(yaml, fleet.sources());
        fleet.hold(1, "TASK_ONE");
        long run = orders.run("probe").accepted().runId();
        awaitStatus(run, Status.E);
        assertThat(lanes(run).get(0).statusMessage()).contains(String.valueOf(DomCode.MAX_STEP_TIME.number()))
                .contains("max_step_time");
        assertThat(fleet.calls(1, run)).endsWith("TASK_ONE", "FINAL Y");
        mend();
        orders.run("probe").accepted();
        awaitStatus(run, Status.C);
    }

    /** Three days from now, so that neither today's nor yesterday's window is open. */
    private static String closedDay() {
        return dom.bean(java.time.Clock.class).instant().atZone(java.time.ZoneOffset.UTC).plusDays(3).getDayOfWeek().name().substring(0, 3);
    }

    private static void holdAll() {
        IntStream.rangeClosed(1, DATABASES).forEach(database -> fleet.hold(database, "TASK_ONE"));
    }

    private static long called(long run, String procedure) {
        return IntStream.rangeClosed(1, DATABASES).filter(database -> fleet.calls(database, run).contains(procedure)).count();
    }

    private static void awaitStatus(long run, Status status) {
        await().atMost(DomInstance.PATIENCE).untilAsserted(() -> assertThat(row(run).status()).isEqualTo(status));
    }

    private static RunRow row(long run) {
        return dom.bean(RunLog.class).find(run).orElseThrow();
    }

    private static List<LaneRow> lanes(long run) {
        return dom.bean(RunLanes.class).of(run);
    }
}
