package org.domops.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.repository.ExplainedPlan.ExplainedLane;
import org.domops.repository.ExplainedPlan.ExplainedParameter;
import org.domops.repository.ExplainedPlan.ExplainedTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainPlanTest {

    private final TestRepository repository = new TestRepository();
    private List<String> diagramProblems = List.of();

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void a_plan_says_what_a_run_would_do_and_runs_nothing() {
        repository.apply(SampleFleet.with("    duration: 2h\n", "    waves: 1, rest\n    stop_threshold: 50%\n    retries: 2\n")
                .replace("code: UAT}", "code: UAT}\n").replace("    description: What customers use\n",
                        "    windows: [{days: [SAT], from: 22:00, to: 04:00, time_zone: Europe/Berlin}]\n"));
        List<String> before = repository.everything();

        ExplainedPlan plan = explain("roll-off", "PROD", 1);

        assertThat(plan.lanes()).extracting(ExplainedLane::database).containsExactly("SALESPRD01", "SALESPRD02");
        assertThat(plan.lanes()).extracting(ExplainedLane::wave).containsExactly(1, 2);
        assertThat(plan.lanes()).extracting(ExplainedLane::windows)
                .containsOnly(List.of("SAT 22:00-04:00 Europe/Berlin"));
        assertThat(plan.stops()).isEqualTo("50 % of 2: when more than 1 database is errored");
        assertThat(plan.allowedDuration()).isEqualTo(Duration.ofMinutes(90));
        assertThat(plan.tasks()).extracting(ExplainedTask::procedure).containsExactly("CREATE_COPY", "DROP_OLD", "PUT_BACK");
        assertThat(plan.tasks()).allSatisfy(task -> assertThat(task.policy()).isEqualTo(
                new StepPolicy(2, StepPolicy.DEFAULT_BACKOFF, Set.of(), null, null, null)));
        assertThat(plan.missing()).isEmpty();
        assertThat(plan.leftOut()).isEmpty();
        assertThat(repository.everything()).isEqualTo(before);
    }

    @Test
    void objects_are_in_run_order_within_a_database() {
        repository.apply(SampleFleet.text());
        assertThat(explain("roll-off", "PROD", 1).lanes().get(1).objects())
                .extracting(PlannedObject::name).containsExactly("CDR_OLD", "CDR_DATA");
        repository.apply(SampleFleet.with("run_order: 5", "run_order: 50"));
        assertThat(explain("roll-off", "PROD", 1).lanes().get(1).objects())
                .extracting(PlannedObject::name).containsExactly("CDR_DATA", "CDR_OLD");
    }

    @Test
    void a_parameter_is_shown_as_each_object_gets_it_and_where_it_comes_from() {
        repository.apply(SampleFleet.text());
        assertThat(explain("roll-off", "PROD", 2).parameters()).containsExactly(
                new ExplainedParameter("API_KEY", null, "******", true, ParameterStep.ALL),
                new ExplainedParameter("KEEP_PARTITIONS", null, "7", false, ParameterStep.ALL),
                new ExplainedParameter("KEEP_PARTITIONS", "SALES.CDR_OLD", "9", false, ParameterStep.OBJECT_AND_INSTANCE));
        assertThat(explain("roll-off", "PROD", 1).parameters()).extracting(ExplainedParameter::value)
                .containsExactly("******", "7");
        assertThat(explain("roll-off", "UAT", 1).parameters()).isEmpty();
    }

    @Test
    void a_secret_value_is_not_in_a_plan() {
        repository.apply(SampleFleet.text());
        assertThat(explain("roll-off", "PROD", 1).toString()).contains("API_KEY").doesNotContain("tiger");
    }

    @Test
    void what_a_run_would_fail_for_is_named() {
        repository.apply(SampleFleet.text());
        repository.jdbc.sql("delete from DOM$PACKAGE_SOURCES").update();
        repository.jdbc.sql("update DOM$STATE_TABLES set dialect = 'oracle'").update();
        diagramProblems = List.of("its diagram has no step for the task DROP_OLD");

        assertThat(explain("roll-off", "PROD", 1).missing()).containsExactly(
                "its diagram has no step for the task DROP_OLD",
                "package ROLL_OFF of roll-off has no source for dialect mariadb; expected one in the fleet file",
                "state table ROLL_OFF_STATE of roll-off has no source for dialect mariadb; expected one in the fleet file");
    }

    @Test
    void what_is_left_out_of_a_plan_is_named_with_the_reason() {
        repository.apply(SampleFleet.with("procedure: drop_old", "{procedure: drop_old, enabled: false}")
                .replace("databases: [SALES01, SALES02]\n      - instance",
                        "databases: [SALES01, {database: SALES02, enabled: false}]\n      - instance"));
        assertThat(explain("roll-off", "PROD", 1).leftOut()).containsExactly("task DROP_OLD is disabled",
                "database SALES02 is disabled in the instance", "object TABLE SALES.CDR_OLD is in none of the databases");

        repository.apply(SampleFleet.with("instance: 02\n", "instance: 02\n    enabled: false\n"));
        assertThat(explain("roll-off", "PROD", 1).leftOut()).contains("database SALES02 is disabled");
        assertThat(explain("roll-off", "UAT", 1).leftOut()).contains("database SALES02 is disabled");

        repository.apply(SampleFleet.with("run_order: 5", "enabled: false"));
        assertThat(explain("roll-off", "PROD", 1).leftOut())
                .containsExactly("object TABLE SALES.CDR_OLD is disabled in the operation");
        assertThat(explain("roll-off", "UAT", 1).leftOut()).contains("database SALES02 is not in the environment");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DOM$TASK_RUN_ORDER       | tasks      | run_order = 20
            DOM$TASKS                | tasks      | procedure_name = 'DROP_OLD'
            DOM$DATABASES            | lanes      | instance = '02'
            DOM$DATABASE_ENVIRONMENTS | lanes     | database_name = 'SALESPRD02'
            DOM$OPERATION_DATABASES  | lanes      | instance = 1 and database_id = 2
            DOM$OBJECTS              | objects    | object_name = 'CDR_OLD'
            DOM$DATABASE_OBJECTS     | objects    | object_id = 2
            DOM$OPERATION_OBJECTS    | objects    | object_id = 2
            DOM$PARAMETERS           | parameters | name = 'API_KEY'
            DOM$MAINTENANCE_WINDOWS  | windows    | days = 'SUN'
            """)
    void a_disabled_row_of_any_table_is_as_if_absent(String table, String part, String row) {
        repository.apply(SampleFleet.with("    description: What customers use\n", "    windows: "
                + "[{days: [SUN], from: 22:00, to: 04:00, time_zone: UTC}, {days: [MON], from: 22:00, to: 04:00, time_zone: UTC}]\n"));
        int before = count(explain("roll-off", "PROD", 1), part);
        assertThat(repository.jdbc.sql("update " + table + " set enabled = 'N' where " + row).update()).isEqualTo(1);
        int disabled = count(explain("roll-off", "PROD", 1), part);
        assertThat(disabled).isEqualTo(before - 1);
        if (!table.equals("DOM$DATABASES") && !table.equals("DOM$OBJECTS") && !table.equals("DOM$TASKS")) {
            repository.jdbc.sql("delete from " + table + " where " + row).update();
            assertThat(count(explain("roll-off", "PROD", 1), part)).isEqualTo(disabled);
        }
    }

    private static int count(ExplainedPlan plan, String part) {
        return switch (part) {
            case "tasks" -> plan.tasks().size();
            case "lanes" -> plan.lanes().size();
            case "objects" -> plan.lanes().stream().mapToInt(lane -> lane.objects().size()).sum();
            case "parameters" -> plan.parameters().size();
            default -> plan.lanes().get(0).windows().size();
        };
    }

    @Test
    void a_plan_is_refused_as_the_run_would_be() {
        repository.apply(SampleFleet.text());
        assertThatThrownBy(() -> explain("roll-on", "PROD", 1)).asInstanceOf(type(DomException.class))
                .extracting(DomException::code).isEqualTo(DomCode.NOT_DEFINED);
        assertThatThrownBy(() -> explain("roll-off", "UAT", 2)).asInstanceOf(type(DomException.class))
                .extracting(DomException::code).isEqualTo(DomCode.NOTHING_TO_RUN_ON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0    | 10  | at the first errored database
            1    | 10  | when more than 1 database is errored
            3    | 10  | when more than 3 databases are errored
            10   | 10  | never: even errors on all databases would be borne
            0%   | 10  | 0 % of 10: at the first errored database
            1%   | 99  | 1 % of 99: at the first errored database
            1%   | 300 | 1 % of 300: when more than 3 databases are errored
            99%  | 50  | 99 % of 50: when more than 49 databases are errored
            100% | 50  | never: 100 % of 50: even errors on all databases would be borne
            """)
    void a_threshold_is_told_in_words_that_agree_with_its_formula(String text, int lanes, String words) {
        StopThreshold threshold = StopThreshold.parse(text);
        assertThat(threshold.words(lanes)).isEqualTo(words);
        int first = 0;
        while (first <= lanes && !threshold.exceeded(first, lanes)) {
            first++;
        }
        if (words.startsWith("never")) {
            assertThat(first).isGreaterThan(lanes);
        } else if (words.endsWith("at the first errored database")) {
            assertThat(first).isEqualTo(1);
        } else {
            assertThat(words).contains("when more than " + (first - 1) + " ");
        }
    }

    private ExplainedPlan explain(String operation, String environment, int instance) {
        return new ExplainPlan(repository.definitions, new RunRules(repository.jdbc),
                new FixedDiagrams(Map.of(), diagramProblems), repository.jdbc).explain(operation, environment, instance);
    }
}
