package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.domops.repository.ParameterDefinition;
import org.domops.repository.ParameterLookup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DOM.get_string_param, get_num_param and get_date_param. The step's object is BILLING.CDR_DATA, the instance 2. */
abstract class ParameterContract extends TargetContract {

    private static final Parameter NEITHER = new Parameter("KEEP", null, null, null, "neither");
    private static final Parameter INSTANCE = new Parameter("KEEP", null, null, 2, "instance");
    private static final Parameter OBJECT = new Parameter("KEEP", "BILLING", "CDR_DATA", null, "object");
    private static final Parameter BOTH = new Parameter("KEEP", "BILLING", "CDR_DATA", 2, "both");
    private static final Parameter OTHER_INSTANCE = new Parameter("KEEP", null, null, 1, "other instance");
    private static final Parameter OTHER_OBJECT = new Parameter("KEEP", "SALES", "CDR_DATA", 2, "other owner");

    private long step;

    private String read(String procedure, List<Parameter> parameters, String... arguments) {
        session.install(fixture.request(RUN, "R", parameters));
        sql.run("DELETE FROM PROBE_LOG");
        StepResult result = session.call(step(++step, 1, procedure, arguments));
        assertThat(result).isInstanceOf(StepResult.Completed.class);
        return sql.notes().get(0);
    }

    private StepResult.Failed failure(String procedure, List<Parameter> parameters, String... arguments) {
        session.install(fixture.request(RUN, "R", parameters));
        StepResult result = session.call(step(++step, 1, procedure, arguments));
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        return (StepResult.Failed) result;
    }

    private static Parameter valued(String value) {
        return new Parameter("KEEP", null, null, null, value);
    }

    @Test
    void a_parameter_that_is_not_defined_is_minus_20115_and_named() {
        assertThat(failure("own_string_param", List.of(OTHER_INSTANCE, OTHER_OBJECT), "KEEP"))
                .satisfies(failed -> assertThat(failed.errorCode()).isEqualTo(-20115))
                .satisfies(failed -> assertThat(failed.text()).contains("KEEP", "BILLING.CDR_DATA", "57"));
        assertThat(failure("num_param", List.of(), "KEEP").errorCode()).isEqualTo(-20115);
        assertThat(failure("date_param", List.of(), "KEEP").errorCode()).isEqualTo(-20115);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seven", "7 days", "1,5", "0x10", "1e", "--1", "12345678901234567890", "1e999"})
    void what_is_not_a_number_is_refused_with_parameter_and_value(String value) {
        assertThat(failure("num_param", List.of(valued(value)), "KEEP"))
                .satisfies(failed -> assertThat(failed.errorCode()).isEqualTo(-20225))
                .satisfies(failed -> assertThat(failed.text()).contains("KEEP", "\"" + value + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2026-02-30", "2026-13-01", "2026-1-1", "01.02.2026", "31-MAI-2026",
        "30-FEB-2026", "2026-01-01 25:00:00", "2026-01-01T00:00:00", "0000-00-00", "26-JAN-01"})
    void what_is_not_a_date_is_refused_with_parameter_and_value(String value) {
        assertThat(failure("date_param", List.of(valued(value)), "KEEP"))
                .satisfies(failed -> assertThat(failed.errorCode()).isEqualTo(-20225))
                .satisfies(failed -> assertThat(failed.text()).contains("KEEP", "\"" + value + "\""));
    }

    @Test
    void the_most_specific_of_the_four_levels_wins() {
        List<Parameter> noise = List.of(OTHER_INSTANCE, OTHER_OBJECT);
        assertThat(read("own_string_param", with(noise, NEITHER), "KEEP")).isEqualTo("neither");
        assertThat(read("own_string_param", with(noise, NEITHER, INSTANCE), "KEEP")).isEqualTo("instance");
        assertThat(read("own_string_param", with(noise, NEITHER, INSTANCE, OBJECT), "KEEP")).isEqualTo("object");
        assertThat(read("own_string_param", with(noise, NEITHER, INSTANCE, OBJECT, BOTH), "KEEP")).isEqualTo("both");
        assertThat(read("own_string_param", with(noise, BOTH, OBJECT, INSTANCE, NEITHER), "KEEP")).isEqualTo("both");
    }

    /** All subsets of the four levels: what the target finds is what a plan shows. */
    @ParameterizedTest
    @CsvSource({"own_string_param, neither, instance, object, both", "num_param, 1, 2, 3, 4",
        "date_param, 2026-01-01, 2026-01-02, 2026-01-03, 2026-01-04"})
    void a_parameter_resolves_in_the_four_step_order_as_a_plan_shows_it(
            String procedure, String neither, String instance, String object, String both) {
        List<Parameter> levels = List.of(new Parameter("KEEP", null, null, null, neither),
                new Parameter("KEEP", null, null, 2, instance), new Parameter("KEEP", "BILLING", "CDR_DATA", null, object),
                new Parameter("KEEP", "BILLING", "CDR_DATA", 2, both));
        for (int subset = 0; subset < 16; subset++) {
            List<Parameter> defined = new ArrayList<>(List.of(new Parameter("KEEP", null, null, 1, "0"),
                    new Parameter("KEEP", "SALES", "CDR_DATA", 2, "0"), new Parameter("OTHER", "BILLING", "CDR_DATA", 2, "0")));
            for (int level = 0; level < 4; level++) {
                if ((subset >> level & 1) == 1) {
                    defined.add(levels.get(level));
                }
            }
            ParameterDefinition planned = planned(defined);
            if (planned == null) {
                assertThat(failure(procedure, defined, "KEEP").errorCode()).isEqualTo(-20115);
            } else {
                assertThat(read(procedure, defined, "KEEP")).as("subset " + subset).startsWith(planned.value());
            }
        }
    }

    private static ParameterDefinition planned(List<Parameter> defined) {
        return new ParameterLookup(defined.stream().map(parameter -> new ParameterDefinition(parameter.name(),
                parameter.objectOwner(), parameter.objectName(), parameter.instance(), parameter.value(), false)).toList())
                .of("BILLING", "CDR_DATA", 2).get("KEEP");
    }

    private static List<Parameter> with(List<Parameter> some, Parameter... more) {
        return java.util.stream.Stream.concat(some.stream(), java.util.Arrays.stream(more)).toList();
    }

    @ParameterizedTest
    @CsvSource({"BILLING.CDR_DATA, object", "billing.cdr_data, object", "CDR_DATA, object", "SALES.CDR_DATA, other owner",
        "OTHER, neither", "SALES.OTHER, neither"})
    void an_object_that_is_named_replaces_the_steps_own(String object, String expected) {
        assertThat(read("string_param", List.of(NEITHER, OBJECT, OTHER_OBJECT), "KEEP", object)).isEqualTo(expected);
    }

    @Test
    void names_do_not_mind_case() {
        assertThat(read("own_string_param", List.of(new Parameter("keep", "billing", "cdr_data", 2, "found")), "Keep"))
                .isEqualTo("found");
    }

    @Test
    void null_is_a_value_and_not_undefined() {
        assertThat(read("own_string_param", List.of(valued(null)), "KEEP")).isEqualTo("(null)");
        assertThat(read("num_param", List.of(valued(null)), "KEEP")).isEqualTo("(null)");
        assertThat(read("date_param", List.of(valued(null)), "KEEP")).isEqualTo("(null)");
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "-0.5, -0.5", "1e3, 1000", "' 42 ', 42", "123456789012345, 123456789012345"})
    void numbers_are_read(String value, String expected) {
        assertThat(read("num_param", List.of(valued(value)), "KEEP")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31, 2026-01-31 00:00:00", "2024-02-29 23:59:58, 2024-02-29 23:59:58",
        "31-DEC-2026, 2026-12-31 00:00:00", "01-may-2026, 2026-05-01 00:00:00"})
    void dates_are_read_in_three_forms(String value, String expected) {
        assertThat(read("date_param", List.of(valued(value)), "KEEP")).isEqualTo(expected);
    }

    @Test
    void a_new_install_replaces_the_runs_parameters_and_leaves_other_runs_alone() {
        session.install(fixture.request(58, "R", List.of(valued("of run 58"))));
        read("own_string_param", List.of(valued("old"), BOTH), "KEEP");
        assertThat(read("own_string_param", List.of(valued("new")), "KEEP")).isEqualTo("new");
        assertThat(sql.rows("SELECT value FROM DOM$PARAMETERS WHERE run_id = 58")).containsExactly("of run 58");
    }

    @Test
    void a_handle_that_is_none_is_refused() {
        StepCall good = step(++step, 1, "own_string_param", "KEEP");
        StepCall bad = new StepCall(good.taskLogId(), 1, "not a handle", good.packageName(), good.procedure(),
                good.arguments(), good.lockName(), 0, null, null, 2, good.repositoryUuid());
        assertThat(session.call(bad)).asInstanceOf(InstanceOfAssertFactories.type(StepResult.Failed.class))
                .satisfies(failed -> assertThat(failed.text()).contains("\"not a handle\""));
    }
}
