package org.domops.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.domops.error.DomCode;
import org.domops.repository.fleetfile.AllMistakes;
import org.domops.repository.fleetfile.FleetMistakes;
import org.domops.repository.fleetfile.Mistake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class ApplyFleetTest {

    private final TestRepository repository = new TestRepository();

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void a_file_with_a_mistake_changes_nothing() {
        repository.apply(SampleFleet.text());
        List<String> before = repository.everything();

        String mistaken = SampleFleet.with("code: PRD", "code: LIVE")
                .replace("object: SALES.CDR_DATA", "object: SALES.CDR_DATEN");
        assertThatThrownBy(() -> repository.apply(mistaken)).asInstanceOf(type(FleetMistakes.class))
                .satisfies(mistakes -> {
                    assertThat(mistakes.code()).isEqualTo(DomCode.INVALID_FLEET_FILE);
                    assertThat(mistakes.mistakes()).singleElement().extracting(Mistake::line).isEqualTo(53);
                });
        assertThat(repository.everything()).isEqualTo(before);
    }

    @Test
    void no_mistake_of_any_kind_changes_anything() {
        repository.apply(SampleFleet.text());
        List<String> before = repository.everything();
        AllMistakes.files().forEach((name, mistaken) -> {
            assertThatThrownBy(() -> repository.apply(mistaken)).as(name).isInstanceOf(FleetMistakes.class);
            assertThat(repository.everything()).as(name).isEqualTo(before);
        });
    }

    @Test
    void a_diagram_that_does_not_fit_is_a_mistake_at_the_operation_and_changes_nothing() {
        repository.identity.uuid();
        List<String> before = repository.everything();
        OperationDiagrams check = wanted -> {
            assertThat(wanted.operation()).isEqualTo("roll-off");
            assertThat(wanted.procedures()).containsExactly("CREATE_COPY", "DROP_OLD", "PUT_BACK");
            return DiagramOutcome.refused(List.of("no step calls PUT_BACK"));
        };
        assertThatThrownBy(() -> repository.apply(SampleFleet.upload(), check))
                .asInstanceOf(type(FleetMistakes.class))
                .extracting(FleetMistakes::mistakes)
                .isEqualTo(List.of(new Mistake("fleet.yaml", 32, 5,
                        "the diagram of roll-off does not fit: no step calls PUT_BACK",
                        "a diagram as docs/diagrams.md says, with a step for each task of the operation")));
        assertThat(repository.everything()).isEqualTo(before);
    }

    @Test
    void a_failure_in_the_middle_of_applying_leaves_nothing_behind() {
        repository.identity.uuid();
        repository.jdbc.sql("alter table DOM$PARAMETERS add constraint NO_NINE check (value <> '9')").update();
        List<String> before = repository.everything();

        assertThatThrownBy(() -> repository.apply(SampleFleet.text()))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(repository.everything()).isEqualTo(before);
    }

    @Test
    void a_first_apply_tells_everything_it_added() {
        assertThat(repository.apply(SampleFleet.text()))
                .contains("environment PROD: added", "database SALES01: added", "database SALES02 in PROD: added",
                        "object TABLE SALES.CDR_DATA: added", "object TABLE SALES.CDR_DATA in database SALES01: added",
                        "package ROLL_OFF for mariadb: added", "task ROLL_OFF.DROP_OLD: added",
                        "operation roll-off: added", "instance 2 of roll-off: added",
                        "state table ROLL_OFF_STATE of roll-off for mariadb: added",
                        "parameter KEEP_PARTITIONS of roll-off in PROD: added",
                        "parameter KEEP_PARTITIONS of roll-off in PROD for TABLE SALES.CDR_OLD of instance 2: added")
                .allMatch(change -> change.endsWith(": added"));
    }

    @Test
    void applying_twice_changes_nothing_the_second_time() {
        repository.apply(SampleFleet.text());
        List<String> before = repository.everything();
        assertThat(repository.apply(SampleFleet.text())).isEmpty();
        assertThat(repository.everything()).isEqualTo(before);
    }

    @Test
    void changed_values_are_told_and_the_ids_stay() {
        repository.apply(SampleFleet.text());
        long id = repository.id("select id from DOM$ENVIRONMENTS where name = 'PROD'");

        String changed = SampleFleet.with("code: PRD", "code: LIV").replace("value: 7", "value: 8")
                .replace("duration: 2h", "duration: 1d").replace("duration: 90m\n", "enabled: true\n");
        assertThat(repository.apply(changed)).containsExactlyInAnyOrder(
                "environment PROD: code PRD -> LIV",
                "database SALES01 in PROD: name SALESPRD01 -> SALESLIV01",
                "database SALES02 in PROD: name SALESPRD02 -> SALESLIV02",
                "operation roll-off: duration 2:00:00 -> 24:00:00",
                "operation roll-off in PROD: duration 1:30:00 -> none",
                "parameter KEEP_PARTITIONS of roll-off in PROD: 7 -> 8");
        assertThat(repository.id("select id from DOM$ENVIRONMENTS where name = 'PROD'")).isEqualTo(id);
        assertThat(repository.apply(changed)).isEmpty();
    }

    @Test
    void a_secret_is_never_told() {
        repository.apply(SampleFleet.text());
        assertThat(repository.apply(SampleFleet.with("value: tiger", "value: lion")))
                .containsExactly("parameter API_KEY of roll-off in PROD: ****** -> ****** (secret)");
        assertThat(repository.apply(SampleFleet.with("value: tiger, secret: true", "value: cat, secret: false")))
                .containsExactly("parameter API_KEY of roll-off in PROD: ****** -> ****** (secret), secret yes -> no");
    }

    @Test
    void what_is_no_longer_in_the_file_is_disabled_and_its_assignments_are_removed() {
        repository.apply(SampleFleet.text());
        String without = SampleFleet.text();
        without = without.substring(0, without.indexOf("operations:\n"))
                + without.substring(without.indexOf("objects:\n  - {type"));
        assertThat(repository.apply(without))
                .contains("operation roll-off: disabled, as it is no longer in the file",
                        "task ROLL_OFF.PUT_BACK: disabled, as it is no longer in the file",
                        "task ROLL_OFF.PUT_BACK of roll-off: removed",
                        "parameter API_KEY of roll-off in PROD: removed");
        assertThat(repository.id("select count(*) from DOM$OPERATIONS where enabled = 'N'")).isEqualTo(1);
        assertThat(repository.apply(without)).isEmpty();
        assertThat(repository.apply(SampleFleet.text())).contains("operation roll-off: enabled");
    }

    @Test
    void enabled_false_disables_a_row_and_true_enables_it_again() {
        repository.apply(SampleFleet.text());
        String disabled = SampleFleet.with("{name: UAT, code: UAT}", "{name: UAT, code: UAT, enabled: false}");
        assertThat(repository.apply(disabled)).containsExactly("environment UAT: disabled");
        assertThat(repository.apply(SampleFleet.text())).containsExactly("environment UAT: enabled");
    }

    @Test
    void tasks_can_change_places() {
        repository.apply(SampleFleet.text());
        long id = repository.id("select id from DOM$TASK_RUN_ORDER where run_order = 20");
        String swapped = SampleFleet.with("      - procedure: CREATE_COPY\n        description: Makes the copy\n", "")
                .replace("      - procedure: drop_old\n", """
                              - procedure: drop_old
                              - procedure: create_copy
                                description: Makes the copy
                        """);
        assertThat(repository.apply(swapped)).containsExactlyInAnyOrder(
                "task ROLL_OFF.DROP_OLD of roll-off: run order 20 -> 10",
                "task ROLL_OFF.CREATE_COPY of roll-off: run order 10 -> 20");
        assertThat(repository.id("select run_order from DOM$TASK_RUN_ORDER where id = " + id)).isEqualTo(10);
    }

    @Test
    void databases_can_change_names_with_each_other() {
        String named = SampleFleet.with("credential: file:secrets/SALESPRD01", """
                credential: file:x
                        instance_suffix: A""").replace("credential: file:/etc/dom/SALESPRD02", """
                credential: file:x
                        instance_suffix: B""");
        repository.apply(named);
        String swapped = named.replace("suffix: A", "suffix: ?").replace("suffix: B", "suffix: A")
                .replace("suffix: ?", "suffix: B");
        assertThat(repository.apply(swapped)).containsExactlyInAnyOrder(
                "database SALES01 in PROD: instance suffix A -> B, name SALESPRDA -> SALESPRDB",
                "database SALES02 in PROD: instance suffix B -> A, name SALESPRDB -> SALESPRDA");
    }

    @Test
    void a_database_may_take_the_name_of_one_that_left() {
        repository.apply(SampleFleet.text());
        String renamed = SampleFleet.with("instance: 02\n", "instance: \"2\"\n")
                .replace("credential: file:/etc/dom/SALESPRD02", "{}").replace("SALES02", "SALES2")
                .replace("{}", "credential: file:/x\n        instance_suffix: \"02\"");
        assertThat(repository.apply(renamed))
                .contains("database SALES02: disabled, as it is no longer in the file",
                        "database SALES02 in PROD: removed", "database SALES2 in PROD: added");
    }

    @Test
    void a_changed_source_is_told_by_its_digest() {
        String own = SampleFleet.with("  - name: roll_off\n    shipped: roll_off",
                "  - name: roll_off\n    sources: {mariadb: roll.sql}");
        String source = SampleFleet.resource("db/operations/roll_off/roll_off.mariadb.sql");
        repository.apply(own, "roll.sql", source);
        assertThat(repository.apply(own, "roll.sql", source + "\n-- changed\n")).singleElement().asString()
                .matches("package ROLL_OFF for mariadb: SHA-256 [0-9a-f]{12} -> [0-9a-f]{12}");
        assertThat(repository.apply(own, "roll.sql", source.replace("\n", "\r\n") + "\r\n-- changed\r\n")).isEmpty();
    }

    @Test
    void two_applies_at_once_leave_one_set_of_rows() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<String>> apply = () -> repository.apply(SampleFleet.text());
            List<Future<List<String>>> applies = threads.invokeAll(Collections.nCopies(4, apply));
            int told = 0;
            for (Future<List<String>> done : applies) {
                told += done.get().isEmpty() ? 0 : 1;
            }
            assertThat(told).isEqualTo(1);
            assertThat(repository.id("select count(*) from DOM$PARAMETERS")).isEqualTo(3);
        } finally {
            threads.shutdownNow();
        }
    }
}
