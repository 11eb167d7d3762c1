package org.domops.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The keys that control runs, from the file to the rules that a run reads. */
class ControlKeysTest {

    private final TestRepository repository = new TestRepository();
    private final RunRules rules = new RunRules(repository.jdbc);

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void what_an_environment_says_of_a_run_replaces_what_the_operation_says() {
        repository.applying().apply(EveryKeyFleet.upload());
        long operation = operation("roll-off");
        assertThat(rules.control(operation, environment("PROD"))).isEqualTo(new FleetControl(
                false, 3, WaveSizes.parse("1,50%,rest"), StopThreshold.parse("10%")));
        assertThat(rules.control(operation, environment("UAT"))).as("serial in UAT").isEqualTo(FleetControl.SERIAL);
        repository.jdbc.sql("update DOM$OPERATION_ENVIRONMENTS set enabled = 'N'").update();
        assertThat(rules.control(operation, environment("PROD"))).as("disabled is as if absent").isEqualTo(
                new FleetControl(false, 20, WaveSizes.parse("1,10%,rest"), StopThreshold.parse("3")));
        assertThat(rules.control(operation("serial-one"), environment("PROD"))).isEqualTo(FleetControl.SERIAL);
    }

    @Test
    void waves_may_be_written_as_a_text_or_as_a_list() {
        String text = SampleFleet.with("    duration: 2h\n", "    waves: 1, 10%, rest\n");
        repository.apply(text);
        assertThat(repository.apply(text.replace("waves: 1, 10%, rest", "waves: [1, 10%, rest]"))).isEmpty();
        assertThat(rules.control(operation("roll-off"), environment("PROD")).waves())
                .isEqualTo(WaveSizes.parse("1,10%,rest"));
    }

    @Test
    void a_task_has_its_own_policy_or_its_operations_or_doms() {
        repository.applying().apply(EveryKeyFleet.upload());
        assertThat(rules.policy(operation("roll-off"), "CREATE_COPY")).isEqualTo(new StepPolicy(5, Duration.ofHours(1),
                Set.of(1205, -54, -1653), Duration.ofHours(2), Duration.ofSeconds(30), Duration.ofHours(5000)));
        assertThat(rules.policy(operation("roll-off"), "PUT_BACK"))
                .isEqualTo(new StepPolicy(0, Duration.ofSeconds(90), Set.of(), null, null, null));
        assertThat(rules.policy(operation("serial-one"), "STEP")).isEqualTo(new StepPolicy(
                StepPolicy.DEFAULT_RETRIES, StepPolicy.DEFAULT_BACKOFF, Set.of(), null, null, null));
    }

    @Test
    void a_databases_own_windows_replace_those_of_the_environment() {
        repository.applying().apply(EveryKeyFleet.upload());
        assertThat(windows("SALES", "01")).containsExactly("MON,TUE,WED,THU,FRI 00:00-05:30 Asia/Kolkata");
        assertThat(windows("HR", "X")).as("the disabled one is not there").containsExactly("SAT,SUN 22:00-04:00 Europe/Berlin");
    }

    @Test
    void a_window_whose_end_is_its_beginning_is_open_for_24_hours() {
        repository.apply(SampleFleet.with("    description: What customers use\n",
                "    windows: [{days: [SAT], from: 12:00, to: 12:00, time_zone: Europe/Berlin}]\n"));
        MaintenanceWindow window = rules.windows(database("SALES", "01"), environment("PROD")).get(0);
        assertThat(window.open(Instant.parse("2026-11-21T10:59:59Z"))).isFalse();
        assertThat(window.open(Instant.parse("2026-11-21T11:00:00Z"))).isTrue();
        assertThat(window.open(Instant.parse("2026-11-22T10:59:59Z"))).isTrue();
        assertThat(window.open(Instant.parse("2026-11-22T11:00:00Z"))).isFalse();
    }

    @Test
    void changes_of_control_are_told() {
        repository.apply(SampleFleet.text());
        String controlled = SampleFleet.with("    duration: 2h\n", "    duration: 2h\n    parallel: 5\n    waves: 1, rest\n"
                        + "    stop_threshold: 3\n    retries: 0\n    backoff: 1m\n")
                .replace("        duration: 90m", "        duration: 90m\n        stop_threshold: 10%")
                .replace("run_order: 40", "run_order: 40, transient_errors: [ORA-01653, 1205], max_step_time: 1h")
                .replace("credential: env:SALES_UAT", "credential: env:SALES_UAT\n        parallel: 2")
                .replace("code: UAT}", "code: UAT, windows: [{days: [SUN], from: 22:00, to: 04:00, time_zone: UTC}]}");
        assertThat(repository.apply(controlled)).containsExactlyInAnyOrder(
                "operation roll-off: parallel none -> 5, waves none -> 1,rest, stop threshold none -> 3, "
                        + "retries none -> 0, back-off none -> 0:01:00",
                "operation roll-off in PROD: stop threshold none -> 10%",
                "task ROLL_OFF.PUT_BACK of roll-off: transient errors none -> -1653,1205, longest step none -> 1:00:00",
                "database SALES01 in UAT: parallel none -> 2", "window SUN 22:00-04:00 UTC of UAT: added");
        assertThat(repository.apply(controlled.replace("days: [SUN]", "days: [SAT]"))).containsExactly(
                "window SUN 22:00-04:00 UTC of UAT: removed", "window SAT 22:00-04:00 UTC of UAT: added");
        assertThat(repository.apply(SampleFleet.with("    duration: 2h\n", "    duration: 2h\n    serial: true\n")))
                .contains("operation roll-off: serial no -> yes, parallel 5 -> none, waves 1,rest -> none, "
                        + "stop threshold 3 -> none, retries 0 -> none, back-off 0:01:00 -> none");
    }

    @Test
    void an_assignment_can_be_disabled_and_stays_in_the_file() {
        repository.apply(SampleFleet.text());
        String disabled = SampleFleet.with("databases: [SALES01, SALES02]\n      - instance",
                "databases: [SALES01, {database: SALES02, enabled: false}]\n      - instance")
                .replace("CDR_OLD, databases: [SALES02]", "CDR_OLD, databases: [{database: SALES02, enabled: false}]")
                .replace("package: ROLL_OFF\n", "package: ROLL_OFF\n    iterator: {package: ROLL_OFF, enabled: false}\n");
        assertThat(repository.apply(disabled)).containsExactlyInAnyOrder("database SALES02 of roll-off instance 1: disabled",
                "object TABLE SALES.CDR_OLD in database SALES02: disabled", "iterator of roll-off: disabled");
        assertThat(repository.apply(SampleFleet.text())).hasSize(3).allMatch(change -> change.endsWith(": enabled"));
    }

    private List<String> windows(String prefix, String instance) {
        return rules.windows(database(prefix, instance), environment("PROD")).stream()
                .map(MaintenanceWindow::toString).toList();
    }

    private long operation(String name) {
        return repository.id("select id from DOM$OPERATIONS where name = '" + name + "'");
    }

    private long environment(String name) {
        return repository.id("select id from DOM$ENVIRONMENTS where name = '" + name + "'");
    }

    private long database(String prefix, String instance) {
        return repository.id("select id from DOM$DATABASES where name_prefix = '" + prefix + "' and instance = '" + instance + "'");
    }
}
