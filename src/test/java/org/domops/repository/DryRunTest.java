package org.domops.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.repository.fleetfile.FleetMistakes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DryRunTest {

    private final TestRepository repository = new TestRepository();
    private final ApplyFleet apply = repository.applying();

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void a_dry_run_tells_in_the_same_words_what_an_apply_then_does() {
        for (String yaml : List.of(SampleFleet.text(), SampleFleet.with("code: PRD", "code: LIVE"),
                "environments: [{name: PROD, code: P}]", SampleFleet.text())) {
            FleetDifference told = apply.preview(SampleFleet.upload(yaml));
            assertThat(told.changes()).isNotEmpty();
            assertThat(apply.apply(SampleFleet.upload(yaml))).isEqualTo(told);
        }
        apply.preview(EveryKeyFleet.upload());
        FleetDifference told = apply.preview(EveryKeyFleet.upload());
        assertThat(apply.apply(EveryKeyFleet.upload(), told.id())).isEqualTo(told);
    }

    @Test
    void a_dry_run_changes_nothing() {
        List<String> empty = repository.everything();
        apply.preview(SampleFleet.upload());
        assertThat(repository.everything()).as("the empty repository").isEqualTo(empty);
        apply.apply(SampleFleet.upload());
        List<String> before = repository.everything();

        apply.preview(EveryKeyFleet.upload());
        apply.preview(SampleFleet.upload("environments: [{name: DEV, code: D}]"));

        assertThat(repository.everything()).isEqualTo(before);
    }

    @Test
    void a_dry_run_finds_the_same_mistakes() {
        List<String> empty = repository.everything();
        assertThatThrownBy(() -> apply.preview(SampleFleet.upload(SampleFleet.with("code: PRD", "code:"))))
                .isInstanceOf(FleetMistakes.class);
        String kept = SampleFleet.with("value: tiger, secret", "value_kept: true, secret");
        assertThatThrownBy(() -> apply.preview(SampleFleet.upload(kept))).asInstanceOf(type(FleetMistakes.class))
                .satisfies(refused -> assertThat(refused.mistakes()).singleElement()
                        .satisfies(mistake -> assertThat(mistake.line()).isEqualTo(59)));
        assertThat(repository.everything()).isEqualTo(empty);
    }

    @Test
    void an_apply_is_refused_when_its_difference_is_not_the_one_that_was_shown() {
        FleetDifference shown = apply.preview(SampleFleet.upload());
        apply.apply(SampleFleet.upload(SampleFleet.with("code: PRD", "code: LIVE")));
        List<String> before = repository.everything();

        assertThatThrownBy(() -> apply.apply(SampleFleet.upload(), shown.id()))
                .hasMessageContaining("nothing was applied; expected the difference that was shown")
                .asInstanceOf(type(DomException.class))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(DomCode.FLEET_CHANGED));
        assertThat(repository.everything()).isEqualTo(before);

        FleetDifference now = apply.preview(SampleFleet.upload());
        assertThat(apply.apply(SampleFleet.upload(), now.id()).changes()).isNotEmpty();
    }

    @Test
    void apply_never_touches_the_logs() {
        apply.apply(SampleFleet.upload());
        repository.jdbc.sql("""
                insert into DOM$RUN_LOG (id, operation_id, operation_name, operation_instance, environment_id,
                  environment_name, run_mode, status, username, start_dttm, process_definition_id)
                values (57, 1, 'roll-off', 1, 1, 'PROD', 'R', 'E', 'admin', current_timestamp, 'x')""").update();
        repository.jdbc.sql("insert into DOM$RUN_LANES (run_id, database_id, database_name, wave, status) "
                + "values (57, 1, 'SALESPRD01', 1, 'E')").update();
        repository.jdbc.sql("insert into DOM$RUN_OBJECTS (run_id, database_id, object_id, object_owner, object_name, "
                + "run_order, status) values (57, 1, 1, 'SALES', 'CDR_DATA', 10, 'E')").update();
        repository.jdbc.sql("""
                insert into DOM$TASK_LOG (id, run_id, operation_id, database_id, database_name, object_id,
                  procedure_name, repeat_instance, status, attempt, phase, start_dttm)
                values (812, 57, 1, 1, 'SALESPRD01', 1, 'DROP_OLD', 1, 'E', 1, 'X', current_timestamp)""").update();
        repository.jdbc.sql("insert into DOM$TASK_ATTEMPT (task_log_id, attempt, status, server, start_dttm) "
                + "values (812, 1, 'E', 'here', current_timestamp)").update();
        repository.jdbc.sql("""
                insert into DOM$SQL_LOG (run_id, task_log_id, attempt, target_seq, sql_text, status, start_dttm)
                values (57, 812, 1, 1, 'DROP TABLE X', 'E', current_timestamp)""").update();
        repository.jdbc.sql("insert into DOM$RUN_ACTIONS (run_id, action, username, action_dttm) "
                + "values (57, 'START', 'admin', current_timestamp)").update();
        List<String> logs = logs();
        assertThat(logs).hasSize(7);

        apply.apply(EveryKeyFleet.upload());
        apply.apply(SampleFleet.upload("environments: [{name: DEV, code: D}]"));

        assertThat(logs()).isEqualTo(logs);
    }

    private List<String> logs() {
        return repository.everything().stream()
                .filter(row -> row.matches("(?s)DOM\\$(RUN_|TASK_LOG|TASK_ATTEMPT|SQL_).*")).toList();
    }
}
