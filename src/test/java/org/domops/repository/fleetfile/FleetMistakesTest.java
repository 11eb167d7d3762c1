package org.domops.repository.fleetfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

import org.domops.error.DomCode;
import org.domops.repository.SampleFleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each case spoils one part of {@code fleet/fleet.yaml}, and says what DOM must answer. */
class FleetMistakesTest {

    @ParameterizedTest
    @MethodSource("org.domops.repository.fleetfile.MistakeCase#all")
    void a_mistake_is_reported_with_its_line_and_what_was_expected(MistakeCase mistake) {
        assertThat(mistakes(SampleFleet.upload(mistake.yaml())))
                .hasSize(mistake.mistakes())
                .anySatisfy(found -> {
                    assertThat(found.message()).contains(mistake.message());
                    assertThat(found.expected()).contains(mistake.expected());
                    assertThat(found.line()).isEqualTo(mistake.line());
                    assertThat(found.file()).isEqualTo("fleet.yaml");
                    assertThat(found.column()).isPositive();
                });
    }

    @Test
    void at_least_110_kinds_of_mistakes_are_tried() {
        assertThat(MistakeCase.all().map(MistakeCase::name)).hasSizeGreaterThanOrEqualTo(110).doesNotHaveDuplicates();
    }

    @Test
    void all_mistakes_are_reported_together_in_the_order_of_the_file() {
        String yaml = SampleFleet.with("code: PRD", "kode: PRD").replace("dialect: mariadb", "dialect: mysql")
                .replace("procedure: drop_old", "procedure: drop_odl").replace("[SALES02]}", "[SALES03]}");
        assertThat(mistakes(SampleFleet.upload(yaml))).extracting(Mistake::line)
                .containsExactly(2, 3, 11, 16, 24, 42, 62);
    }

    @Test
    void the_message_shows_each_mistake_as_file_line_and_column() {
        assertThatThrownBy(() -> FleetFile.parse(SampleFleet.upload(SampleFleet.with("code: PRD", "cdoe: PRD"))))
                .hasMessageContaining("the fleet file has 2 mistakes, so nothing was applied:")
                .hasMessageContaining("fleet.yaml:3:5: an environment has the unknown key 'cdoe'; expected 'code' "
                        + "(did you mean this?), one of code, description, enabled, name")
                .satisfies(e -> assertThat(((FleetMistakes) e).code()).isEqualTo(DomCode.INVALID_FLEET_FILE));
    }

    @Test
    void a_text_that_may_be_a_password_is_not_repeated() {
        for (String yaml : List.of(
                SampleFleet.with("credential: env:SALES_UAT", "credential: tiger2"),
                SampleFleet.with("username: DOM_CLIENT", "username: DOM_CLIENT/tiger2"),
                SampleFleet.with("connect_string: uat.example.com:3306/DOM_CLIENT",
                        "connect_string: DOM/tiger2@uat.example.com:3306/DOM_CLIENT"),
                SampleFleet.with("credential: env:SALES_UAT", "password: tiger2"),
                SampleFleet.with("credential: env:SALES_UAT", "password: \"tiger2"))) {
            assertThatThrownBy(() -> FleetFile.parse(SampleFleet.upload(yaml)))
                    .isInstanceOf(FleetMistakes.class)
                    .hasMessageNotContaining("tiger2");
        }
    }

    @Test
    void an_alias_bomb_is_refused_quickly() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            yaml.append("a").append(i).append(": &a").append(i).append(" [*a").append(i - 1)
                    .append(", *a").append(i - 1).append("]\n");
        }
        assertThat(mistakes(SampleFleet.upload(yaml.toString()))).singleElement()
                .extracting(Mistake::message).asString().contains("aliases");
    }

    @Test
    void aliases_that_multiply_entries_or_contain_themselves_are_refused() {
        String multiplied = "operations:\n  - &o {tasks: [" + "{procedure: 1}, ".repeat(20_000) + "]}\n" + "  - *o\n".repeat(40);
        for (String yaml : List.of(multiplied, "objects: &a [*a]\n")) {
            assertThat(mistakes(SampleFleet.upload(yaml))).singleElement()
                    .extracting(Mistake::message).asString().contains("too many entries");
        }
    }

    @Test
    void no_more_than_200_mistakes_are_collected() {
        FleetUpload upload = SampleFleet.upload("objects: [" + "x, ".repeat(1000) + "]");
        assertThat(mistakes(upload)).hasSize(200);
        assertThatThrownBy(() -> FleetFile.parse(upload)).hasMessageContaining("200 mistakes or more");
    }

    @Test
    void a_huge_or_deep_file_is_refused() {
        assertThat(mistakes(SampleFleet.upload("#".repeat(YamlTree.SIZE_LIMIT + 1)))).singleElement()
                .extracting(Mistake::expected).isEqualTo("at most 5000000");
        assertThat(mistakes(SampleFleet.upload("[".repeat(10_000)))).singleElement()
                .extracting(Mistake::message).asString().contains("Nesting Depth");
    }

    @Test
    void an_upload_without_anything_is_refused_like_an_empty_file() {
        assertThat(mistakes(new FleetUpload(null, null, null))).singleElement()
                .hasToString("fleet.yaml:1:1: the file is empty; expected sections such as environments, databases, "
                        + "operations");
    }

    @Test
    void a_relative_credential_needs_to_know_where_the_fleet_file_is() {
        assertThat(mistakes(new FleetUpload("fleet.yaml", SampleFleet.text(), Map.of()))).singleElement()
                .satisfies(mistake -> {
                    assertThat(mistake.line()).isEqualTo(14);
                    assertThat(mistake.expected()).contains("an absolute path");
                });
    }

    static List<Mistake> mistakes(FleetUpload upload) {
        FleetMistakes refused = catchThrowableOfType(FleetMistakes.class, () -> FleetFile.parse(upload));
        assertThat(refused).as("the file must be refused").isNotNull();
        return refused.mistakes();
    }
}
