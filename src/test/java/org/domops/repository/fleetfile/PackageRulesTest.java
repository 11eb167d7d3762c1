package org.domops.repository.fleetfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.domops.repository.SampleFleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageRulesTest {

    private static final String SOURCE = SampleFleet.resource("db/operations/roll_off/roll_off.mariadb.sql");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PROCEDURE iterator | PROCEDURE iterate  | has no procedure ITERATOR      | did you mean ITERATE?
            PROCEDURE initial  | PROCEDURE begin_it | has no procedure INITIAL       | procedure initial(p_handle)
            PROCEDURE final    | PROCEDURE finish   | has no procedure FINAL         | procedure final(p_handle, p_after_error)
            , p_after_error VARCHAR2(1)) | )        | has the procedure final(p_handle) | final(p_handle, p_after_error)
            , p_object VARCHAR2(128)) | )           | has the procedure iterator(p_handle, p_owner) | p_object
            initial(p_handle   | initial(p_handle OUT | initial(p_handle OUT)        | all of them IN
            """)
    void a_mandatory_procedure_that_is_missing_or_can_not_be_called_is_a_mistake(
            String part, String replacement, String message, String expected) {
        assertThat(mistakes(yaml(), SOURCE.replaceFirst(Pattern.quote(part), replacement)))
                .singleElement().satisfies(mistake -> {
                    assertThat(mistake.line()).isEqualTo(33);
                    assertThat(mistake.message()).contains("package ROLL_OFF (code/roll.sql)").contains(message);
                    assertThat(mistake.expected()).contains(expected);
                });
    }

    @Test
    void of_overloaded_procedures_one_that_fits_is_enough() {
        String overloaded = SOURCE.replaceFirst("PROCEDURE put_back", "PROCEDURE put_back; PROCEDURE put_back");
        assertThatCode(() -> FleetFile.parse(upload(yaml(), overloaded))).doesNotThrowAnyException();
    }

    @Test
    void on_oracle_a_procedure_is_called_by_its_exact_name() {
        String quoted = SOURCE.replaceFirst("PROCEDURE put_back", "PROCEDURE \"put_back\"");
        assertThatCode(() -> FleetFile.parse(upload(yaml(), quoted))).doesNotThrowAnyException();
        String oracle = yaml().replace("sources: {mariadb", "sources: {oracle")
                .replace("    instances:\n", "    enabled: false\n    instances:\n");
        assertThat(mistakes(oracle, quoted)).singleElement()
                .extracting(Mistake::message).asString().contains("has no procedure PUT_BACK");
    }

    @Test
    void a_task_of_two_operations_has_one_description() {
        String second = """
                  - name: roll-off-2
                    package: ROLL_OFF
                    tasks: [{procedure: create_copy, description: Copies}, {procedure: drop_old}]
                    instances: [{databases: [SALES01]}]
                    environments: [{environment: PROD}]
                    objects: [{object: SALES.CDR_DATA}]
                """;
        assertThat(mistakes(SampleFleet.with("objects:\n  - {type", second + "objects:\n  - {type"), ""))
                .singleElement().satisfies(mistake -> {
                    assertThat(mistake.line()).isEqualTo(62);
                    assertThat(mistake.message()).isEqualTo("task ROLL_OFF.CREATE_COPY is described otherwise in line 40");
                });
    }

    @Test
    void a_state_table_must_be_created_by_its_file() {
        String yaml = SampleFleet.with("name: ROLL_OFF_STATE\n        shipped: roll_off",
                "name: ROLL_OFF_STATE\n        sources: {mariadb: code/roll.sql}");
        assertThat(mistakes(yaml, "CREATE TABLE ROLL_OFF_STATES (x INT)")).singleElement()
                .hasToString("code/roll.sql:1:1: the file does not create table ROLL_OFF_STATE; "
                        + "expected CREATE TABLE ROLL_OFF_STATE (…)");
        assertThatCode(() -> FleetFile.parse(upload(yaml, "-- x\ncreate table \"ROLL_OFF_STATE\"(x INT)")))
                .doesNotThrowAnyException();
    }

    private static String yaml() {
        return SampleFleet.with("shipped: roll_off\noperations", "sources: {mariadb: code/roll.sql}\noperations");
    }

    private static FleetUpload upload(String yaml, String source) {
        return new FleetUpload("/opt/fleet/fleet.yaml", yaml, Map.of("code/roll.sql", source));
    }

    private static List<Mistake> mistakes(String yaml, String source) {
        return FleetMistakesTest.mistakes(upload(yaml, source));
    }
}
