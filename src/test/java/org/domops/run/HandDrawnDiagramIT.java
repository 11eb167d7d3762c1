package org.domops.run;

import org.camunda.bpm.engine.ManagementService;
import org.domops.error.DomCode;
import org.domops.log.Status;
import org.domops.log.TaskRow;
import org.domops.target.mariadb.MariaDbFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The shipped example of a hand-drawn diagram: parallel tasks, a gateway on a parameter, a timer, a call with arguments. */
class HandDrawnDiagramIT {

    @TempDir
    static Path data;
    private static MariaDbFixture target;
    private static DomInstance dom;

    @BeforeAll
    static void start() throws SQLException {
        target = new MariaDbFixture("CARE");
        try (Connection connection = target.connect(); Statement statement = connection.createStatement()) {
            statement.execute("create table CARE_DATA (id int primary key, note varchar(20))");
            statement.execute("insert into CARE_DATA values (1, 'a'), (2, 'b'), (3, 'c')");
        }
        dom = new DomInstance(data);
    }

    @AfterAll
    static void stop() {
        dom.close();
    }

    @Test
    void a_hand_drawn_diagram_with_parallel_tasks_a_gateway_on_a_parameter_and_a_timer_runs_to_its_end() {
        apply("Y", "PT1S", "");
        long run = dom.run("table-care", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(steps(run)).containsExactlyInAnyOrder("INSTALL", "ITERATOR", "INITIAL", "ANALYSE", "COUNT_ROWS",
                "REBUILD#rebuild", "ITERATOR", "FINAL");
        assertThat(state(run)).isEqualTo("3 Y");
    }

    @Test
    void a_gateway_decides_by_a_parameter_of_the_object_that_the_lane_works_on() {
        apply("Y", "PT1H", "      - {name: REBUILD, environment: TEST, object: CARE.CARE_DATA, value: 'N'}\n");
        long run = dom.run("table-care", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(steps(run)).doesNotContain("REBUILD#rebuild");
        assertThat(state(run)).isEqualTo("3 N");
    }

    @Test
    void a_lane_waits_at_a_timer_without_a_step_until_it_is_due() {
        apply("Y", "PT1H", "");
        long run = dom.started("table-care", "TEST");
        ManagementService jobs = dom.bean(ManagementService.class);
        await().atMost(DomInstance.PATIENCE).until(() -> jobs.createJobQuery().timers().activityId("pause").count() == 1);
        assertThat(dom.status(run)).isEqualTo(Status.R);
        assertThat(steps(run)).contains("COUNT_ROWS", "ANALYSE").doesNotContain("REBUILD#rebuild");
        jobs.executeJob(jobs.createJobQuery().timers().activityId("pause").singleResult().getId());
        dom.awaitEnd(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(state(run)).isEqualTo("3 Y");
    }

    @Test
    void an_argument_that_can_not_be_evaluated_is_its_step_s_error_and_the_lane_is_restarted_when_it_is_mended() {
        dom.apply(file("Y", "PT1S", "").replace("      - {name: ALGORITHM, environment: TEST, value: INPLACE}\n", ""), sources());
        long run = dom.run("table-care", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        TaskRow failed = dom.tasks().of(run).stream().filter(step -> step.status() == Status.E).findFirst().orElseThrow();
        assertThat(failed.key().procedure()).isEqualTo("REBUILD#rebuild");
        assertThat(failed.errorCode()).isEqualTo(DomCode.BAD_ARGUMENT.number());
        assertThat(failed.statusMessage()).contains("argument2 of rebuild").contains("parameter ALGORITHM is not defined")
                .doesNotContain("Exception");
        apply("Y", "PT1S", "");
        assertThat(dom.run("table-care", "TEST")).isEqualTo(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(state(run)).isEqualTo("3 Y");
    }

    @Test
    void a_gateway_that_can_not_decide_errs_at_the_step_before_which_the_restart_does_not_repeat() {
        dom.apply(file("Y", "PT1S", "").replace("      - {name: REBUILD, environment: TEST, value: \"Y\"}\n", ""), sources());
        long run = dom.run("table-care", "TEST");
        assertThat(dom.status(run)).isEqualTo(Status.E);
        TaskRow failed = dom.tasks().of(run).stream().filter(step -> step.status() == Status.E).findFirst().orElseThrow();
        assertThat(failed.errorCode()).isEqualTo(DomCode.DIAGRAM_STUCK.number());
        assertThat(failed.statusMessage()).contains("completed").contains("parameter REBUILD is not defined");
        apply("Y", "PT1S", "");
        assertThat(dom.run("table-care", "TEST")).isEqualTo(run);
        assertThat(dom.status(run)).isEqualTo(Status.C);
        assertThat(dom.attempts().of(run).stream().filter(attempt -> attempt.taskLogId() == failed.id())).hasSize(1);
        assertThat(state(run)).isEqualTo("3 Y");
    }

    private static List<String> steps(long run) {
        return dom.tasks().of(run).stream().map(step -> step.key().procedure()).toList();
    }

    private static String state(long run) {
        try (Connection connection = target.connect(); Statement statement = connection.createStatement();
             ResultSet row = statement.executeQuery("select concat(ROW_COUNT, ' ', REBUILT) from TABLE_CARE_STATE where RUN_ID = '"
                     + run + "'")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void apply(String rebuild, String pause, String more) {
        dom.apply(file(rebuild, pause, more), sources());
    }

    private static Map<String, String> sources() {
        return Map.of("table-care.bpmn", ProbeFleet.resource("/processes/examples/table-care.bpmn"));
    }

    private static String file(String rebuild, String pause, String more) {
        var database = target.database();
        return """
                environments:
                  - {name: TEST, code: TST}
                databases:
                  - name_prefix: CARE
                    instance: "01"
                    environments:
                      - {environment: TEST, dialect: mariadb, connect_string: "%s", username: %s, credential: "%s"}
                packages:
                  - {name: TABLE_CARE, shipped: table_care}
                operations:
                  - name: table-care
                    package: TABLE_CARE
                    diagram: table-care.bpmn
                    state_tables:
                      - {name: TABLE_CARE_STATE, shipped: table_care}
                    tasks:
                      - {procedure: ANALYSE}
                      - {procedure: COUNT_ROWS}
                    instances:
                      - {databases: [CARE01]}
                    environments:
                      - {environment: TEST}
                    objects:
                      - {object: CARE.CARE_DATA, run_order: 10}
                    parameters:
                      - {name: REBUILD, environment: TEST, value: "%s"}
                      - {name: PAUSE, environment: TEST, value: %s}
                      - {name: ALGORITHM, environment: TEST, value: INPLACE}
                %sobjects:
                  - {type: TABLE, owner: CARE, name: CARE_DATA, databases: [CARE01]}
                """.formatted(database.connectString(), database.username(), database.credential(), rebuild, pause, more);
    }
}
