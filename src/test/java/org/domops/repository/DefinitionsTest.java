package org.domops.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.List;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {

    private final TestRepository repository = new TestRepository();
    private final Definitions definitions = repository.definitions;

    @BeforeEach
    void apply() {
        repository.apply(SampleFleet.text());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            roll-on  | PROD | 1 | operation roll-on is not defined
            roll-off | DEV  | 1 | environment DEV is not defined
            roll-off | prod | 1 | environment prod is not defined
            roll-off | PROD | 3 | instance 3 of operation roll-off is not defined
            """)
    void what_is_missing_is_named(String operation, String environment, int instance, String message) {
        refused(operation, environment, instance, DomCode.NOT_DEFINED, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DOM$OPERATIONS             | NOT_DEFINED       | operation roll-off is disabled
            DOM$PACKAGES               | NOT_DEFINED       | package ROLL_OFF of roll-off is disabled
            DOM$ENVIRONMENTS           | NOT_DEFINED       | environment PROD is disabled
            DOM$OPERATION_ENVIRONMENTS | NOT_DEFINED       | operation roll-off in environment PROD is disabled
            DOM$OPERATION_INSTANCE     | NOT_DEFINED       | instance 1 of operation roll-off is disabled
            DOM$OPERATION_ITERATOR     | NO_ITERATOR       | operation roll-off has no enabled iterator package
            DOM$TASKS                  | NO_TASKS          | operation roll-off has no enabled task
            DOM$TASK_RUN_ORDER         | NO_TASKS          | operation roll-off has no enabled task
            DOM$DATABASES              | NOTHING_TO_RUN_ON | operation roll-off instance 1 has nothing to run on in PROD
            DOM$DATABASE_ENVIRONMENTS  | NOTHING_TO_RUN_ON | nothing to run on
            DOM$OPERATION_DATABASES    | NOTHING_TO_RUN_ON | nothing to run on
            DOM$OBJECTS                | NOTHING_TO_RUN_ON | nothing to run on
            DOM$DATABASE_OBJECTS       | NOTHING_TO_RUN_ON | nothing to run on
            DOM$OPERATION_OBJECTS      | NOTHING_TO_RUN_ON | nothing to run on
            """)
    void what_is_disabled_is_as_if_absent(String table, DomCode code, String message) {
        repository.jdbc.sql("update " + table + " set enabled = 'N'").update();
        refused("roll-off", "PROD", 1, code, message);
    }

    @Test
    void a_misspelt_operation_or_environment_is_told_with_the_one_that_was_meant() {
        refused("roll-of", "PROD", 1, DomCode.NOT_DEFINED,
                "operation roll-of is not defined; expected 'roll-off' (did you mean this?), one of roll-off");
        refused("roll-off", "PRD", 1, DomCode.NOT_DEFINED,
                "environment PRD is not defined; expected 'PROD' (did you mean this?), one of PROD, UAT");
    }

    @Test
    void an_operation_is_not_allowed_where_it_is_not_assigned() {
        repository.jdbc.sql("delete from DOM$OPERATION_ENVIRONMENTS").update();
        refused("roll-off", "UAT", 1, DomCode.NOT_DEFINED, "operation roll-off in environment UAT is not defined");
    }

    @Test
    void a_package_without_a_source_for_the_dialect_is_refused() {
        long id = definitions.operation("roll-off").id();
        refused(() -> definitions.packages(id, "oracle"), DomCode.NO_PACKAGE_SOURCE,
                "package ROLL_OFF of roll-off has no source for dialect oracle");
        refused(() -> definitions.stateTables(id, "oracle"), DomCode.NO_PACKAGE_SOURCE,
                "state table ROLL_OFF_STATE of roll-off has no source for dialect oracle");
        repository.jdbc.sql("update DOM$PACKAGES set enabled = 'N'").update();
        refused(() -> definitions.packages(id, "mariadb"), DomCode.NOT_DEFINED, "package ROLL_OFF is disabled");
    }

    @Test
    void there_is_no_access_to_a_database_that_is_missing_or_disabled() {
        RunPlan plan = definitions.plan("roll-off", "PROD", 1);
        long database = plan.lanes().get(0).databaseId();
        refused(() -> definitions.access(-1, plan.environment().id()), DomCode.NOT_DEFINED, "is not defined");
        repository.jdbc.sql("update DOM$DATABASES set enabled = 'N'").update();
        refused(() -> definitions.access(database, plan.environment().id()), DomCode.NOT_DEFINED,
                "database SALESPRD01 is disabled");
    }

    @Test
    void a_plan_has_each_database_with_its_objects_in_run_order() {
        RunPlan plan = definitions.plan("roll-off", "PROD", 1);
        assertThat(plan.iteratorPackage()).isEqualTo("ROLL_OFF");
        assertThat(plan.tasks()).extracting(TaskDefinition::procedure)
                .containsExactly("CREATE_COPY", "DROP_OLD", "PUT_BACK");
        assertThat(plan.lanes()).extracting(PlannedLane::databaseName).containsExactly("SALESPRD01", "SALESPRD02");
        assertThat(plan.lanes().get(0).objects()).extracting(PlannedObject::name).containsExactly("CDR_DATA");
        assertThat(plan.lanes().get(1).objects()).extracting(PlannedObject::name).containsExactly("CDR_OLD", "CDR_DATA");
    }

    @Test
    void an_instance_runs_on_its_own_databases_only() {
        assertThat(definitions.plan("roll-off", "PROD", 2).lanes()).extracting(PlannedLane::databaseName)
                .containsExactly("SALESPRD02");
        refused("roll-off", "UAT", 2, DomCode.NOTHING_TO_RUN_ON, "roll-off instance 2 has nothing to run on in UAT");
    }

    @Test
    void a_database_without_an_enabled_object_is_not_a_lane() {
        repository.jdbc.sql("update DOM$OBJECTS set enabled = 'N' where object_name = 'CDR_DATA'").update();
        assertThat(definitions.plan("roll-off", "PROD", 1).lanes())
                .extracting(PlannedLane::databaseName).containsExactly("SALESPRD02");
    }

    @Test
    void access_tells_how_to_reach_a_database() {
        RunPlan plan = definitions.plan("roll-off", "PROD", 1);
        long database = plan.lanes().get(0).databaseId();
        assertThat(definitions.access(database, plan.environment().id())).isEqualTo(new TargetAccess(database,
                "SALESPRD01", "mariadb", "127.0.0.1:3306/DOM_CLIENT", "DOM_CLIENT",
                "file:/opt/fleet/secrets/SALESPRD01"));
    }

    @Test
    void code_is_read_for_a_dialect() {
        long id = definitions.operation("roll-off").id();
        assertThat(definitions.packages(id, "mariadb")).singleElement().satisfies(code -> {
            assertThat(code.name()).isEqualTo("ROLL_OFF");
            assertThat(code.source()).contains("PACKAGE BODY roll_off");
            assertThat(code.sha256()).matches("[0-9a-f]{64}");
        });
        assertThat(definitions.stateTables(id, "mariadb")).singleElement()
                .extracting(StateTableDefinition::name).isEqualTo("ROLL_OFF_STATE");
    }

    @Test
    void an_iterator_package_of_its_own_is_read_beside_the_operations() {
        repository.apply(SampleFleet.with("packages:\n", """
                packages:
                  - name: other
                    sources: {mariadb: other.sql}
                """).replace("package: ROLL_OFF", "package: ROLL_OFF\n    iterator: other"),
                "other.sql", SampleFleet.resource("db/operations/roll_off/roll_off.mariadb.sql")
                        .replace("roll_off", "other"));
        long id = definitions.operation("roll-off").id();
        assertThat(definitions.iteratorPackage(id)).isEqualTo("OTHER");
        assertThat(definitions.packages(id, "mariadb")).extracting(OperationPackage::name)
                .containsExactly("OTHER", "ROLL_OFF");
    }

    @Test
    void parameters_come_with_object_and_instance_and_hide_secrets_when_printed() {
        RunPlan plan = definitions.plan("roll-off", "PROD", 1);
        List<ParameterDefinition> parameters = definitions.parameters(plan.operation().id(), plan.environment().id());
        assertThat(parameters).containsExactlyInAnyOrder(
                new ParameterDefinition("API_KEY", null, null, null, "tiger", true),
                new ParameterDefinition("KEEP_PARTITIONS", null, null, null, "7", false),
                new ParameterDefinition("KEEP_PARTITIONS", "SALES", "CDR_OLD", 2, "9", false));
        assertThat(parameters.toString()).contains("KEEP_PARTITIONS=7").doesNotContain("tiger");
        assertThat(definitions.parameters(plan.operation().id(), definitions.environment("UAT").id())).isEmpty();
    }

    @Test
    void the_allowed_duration_is_the_environments_then_the_operations_then_unlimited() {
        long operation = definitions.operation("roll-off").id();
        long prod = definitions.environment("PROD").id();
        long uat = definitions.environment("UAT").id();
        assertThat(definitions.allowedDuration(operation, prod)).contains(Duration.ofMinutes(90));
        assertThat(definitions.allowedDuration(operation, uat)).contains(Duration.ofHours(2));
        repository.jdbc.sql("update DOM$OPERATIONS set duration = null").update();
        assertThat(definitions.allowedDuration(operation, uat)).isEmpty();
    }

    private void refused(String operation, String environment, int instance, DomCode code, String message) {
        refused(() -> definitions.plan(operation, environment, instance), code, message);
    }

    private static void refused(Runnable call, DomCode code, String message) {
        assertThatThrownBy(call::run).asInstanceOf(type(DomException.class)).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused).hasMessageContaining(message).hasMessageContaining("; expected ");
        });
    }
}
