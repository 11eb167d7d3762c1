package org.domops.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Map;

import org.domops.repository.fleetfile.FleetExport;
import org.domops.repository.fleetfile.FleetMistakes;
import org.domops.repository.fleetfile.FleetUpload;
import org.domops.repository.fleetfile.Mistake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFleetTest {

    private final TestRepository repository = new TestRepository();

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void applying_an_export_changes_nothing() {
        repository.applying().apply(EveryKeyFleet.upload());
        exportChangesNothing();
    }

    @Test
    void the_demos_fleet_is_exported_as_it_is() {
        String demo = SampleFleet.resource("demo/fleet.yaml").replaceAll("\\{[A-Z0-9]+\\.connect_string}", "h:1/S")
                .replaceAll("\\{[A-Z0-9]+\\.username}", "DOM").replaceAll("\\{[A-Z0-9]+\\.credential}", "env:X");
        assertThat(repository.apply(demo)).isNotEmpty();
        FleetExport export = exportChangesNothing();
        assertThat(export.fleetFile()).contains("shipped: drop_partition");
        assertThat(export.sources()).isEmpty();
    }

    @Test
    void an_empty_repository_is_exported_as_an_empty_fleet() {
        assertThat(exportChangesNothing().fleetFile()).endsWith("environments: []\n");
    }

    @Test
    void an_export_says_what_is_disabled_and_keeps_it_so() {
        repository.applying().apply(EveryKeyFleet.upload());
        assertThat(repository.apply("environments: [{name: DEV, code: D}]")).anyMatch(change -> change.contains("disabled"));
        FleetExport export = exportChangesNothing();
        assertThat(export.fleetFile()).contains("name: roll-off").contains("{name_prefix: SALES, instance: '01', enabled: false}");

        try (TestRepository empty = new TestRepository()) {
            empty.applying().apply(upload(export));
            assertThat(body(empty.export())).isEqualTo(body(export));
        }
    }

    @Test
    void a_disabled_row_whose_name_something_else_has_taken_is_left_out() {
        repository.apply("environments: [{name: Uat, code: U}, {name: Dev, code: D}]");
        repository.apply("environments: [{name: UAT, code: U}, {name: DEV, code: D, enabled: false}]");
        assertThat(exportChangesNothing().fleetFile()).contains("UAT", "DEV").doesNotContain("Uat", "Dev,");
    }

    @Test
    void an_export_applied_to_an_empty_repository_makes_the_same_one() {
        repository.applying().apply(EveryKeyFleet.upload());
        FleetExport export = repository.export();
        String filled = export.fleetFile().replace("value_kept: true", "value: filled-in");
        try (TestRepository empty = new TestRepository()) {
            empty.applying().apply(new FleetUpload("/elsewhere/fleet.yaml", filled, export.sources()));
            assertThat(body(empty.export())).isEqualTo(body(export));
            assertThat(empty.export().sources()).isEqualTo(export.sources());
        }
    }

    @Test
    void a_secret_value_is_never_exported() {
        repository.applying().apply(EveryKeyFleet.upload());
        FleetExport export = repository.export();
        assertThat(export.fleetFile()).doesNotContain(EveryKeyFleet.SECRET).contains("value_kept: true, secret: true");
        assertThat(export.sources().toString() + export).doesNotContain(EveryKeyFleet.SECRET);
        repository.applying().apply(upload(export));
        assertThat(repository.jdbc.sql("select value from DOM$PARAMETERS where name = 'API_KEY'")
                .query(String.class).single()).isEqualTo(EveryKeyFleet.SECRET);
    }

    @Test
    void a_value_that_is_not_there_cannot_be_kept() {
        repository.applying().apply(EveryKeyFleet.upload());
        FleetUpload export = upload(repository.export());
        try (TestRepository empty = new TestRepository()) {
            empty.identity.uuid();
            List<String> before = empty.everything();
            assertThatThrownBy(() -> empty.applying().apply(export)).asInstanceOf(type(FleetMistakes.class))
                    .satisfies(refused -> {
                        assertThat(refused.mistakes()).hasSize(2).extracting(Mistake::message).first().asString()
                                .isEqualTo("the repository has no value of parameter API_KEY in PROD that could be kept");
                        Mistake first = refused.mistakes().get(0);
                        assertThat(export.text().lines().toList().get(first.line() - 1)).contains("API_KEY");
                    });
            assertThat(empty.everything()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../own.sql", "/etc/own.sql", "a/../../own.sql", "C:\\own.sql", "fleet.yaml", "Fleet.YAML/x",
        "./own.sql", "a//own.sql", "new\tline.sql"})
    void no_exported_file_is_outside_of_the_exports_folder_or_in_the_place_of_the_fleet_file(String path) {
        String source = SampleFleet.resource("db/operations/roll_off/roll_off.mariadb.sql");
        String yaml = SampleFleet.with("  - name: roll_off\n    shipped: roll_off",
                "  - name: roll_off\n    sources: {mariadb: \"" + path.replace("\\", "\\\\").replace("\t", " ") + "\"}");
        repository.apply(yaml, path.replace("\t", " "), source);
        assertThat(exportChangesNothing().sources()).containsExactly(Map.entry("packages/roll_off.mariadb.sql", source));
    }

    @Test
    void a_diagram_that_came_with_the_fleet_file_is_exported() {
        repository.apply(SampleFleet.text());
        for (String own : List.of("bpmn/roll-off.bpmn", "../roll-off.bpmn")) {
            FleetExport export = repository.export(
                    new FixedDiagrams(Map.of("roll-off", new DrawnDiagram(own, "<x/>")), List.of()));
            String path = own.startsWith("..") ? "diagrams/roll-off.bpmn" : own;
            assertThat(export.sources()).containsEntry(path, "<x/>");
            assertThat(repository.apply(upload(export), wanted -> {
                assertThat(wanted.drawn()).isEqualTo(new DrawnDiagram(path, "<x/>"));
                return DiagramOutcome.UNCHANGED;
            })).isEmpty();
        }
    }

    @Test
    void random_fleets_survive_export_and_apply() {
        for (int seed = 0; seed < 15; seed++) {
            RandomFleet fleet = new RandomFleet(seed);
            try (TestRepository random = new TestRepository()) {
                random.applying().apply(fleet.upload());
                changesNothing(random, "seed " + seed);
                // what a later file leaves behind is exported too
                random.applying().apply(new RandomFleet(1000 + seed).upload());
                changesNothing(random, "seed " + seed + ", second file");
            }
        }
    }

    private FleetExport exportChangesNothing() {
        return changesNothing(repository, "the export");
    }

    private static FleetExport changesNothing(TestRepository repository, String what) {
        FleetExport export = repository.export();
        List<String> before = repository.everything();
        assertThat(repository.applying().apply(upload(export)).changes()).as(what).isEmpty();
        assertThat(repository.everything()).as(what).isEqualTo(before);
        return export;
    }

    private static FleetUpload upload(FleetExport export) {
        return new FleetUpload("/elsewhere/fleet.yaml", export.fleetFile(), export.sources());
    }

    /** Without the repository's identity. */
    private static String body(FleetExport export) {
        return export.fleetFile().replaceFirst("(?m)^# The repository.*$", "");
    }
}
