package org.domops.repository.fleetfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.repository.SampleFleet;
import org.domops.repository.fleetfile.DatabaseEntry.InEnvironment;
import org.domops.repository.fleetfile.OperationEntry.OnObject;
import org.domops.repository.fleetfile.OperationEntry.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetFileTest {

    private final FleetFile file = FleetFile.parse(SampleFleet.upload());

    @Test
    void database_names_are_made_of_prefix_code_and_instance() {
        assertThat(file.databases()).flatExtracting(DatabaseEntry::environments).extracting(InEnvironment::name)
                .containsExactly("SALESPRD01", "SALESUAT01", "SALESPRD02");
    }

    @Test
    void a_relative_credential_is_meant_from_the_folder_of_the_fleet_file() {
        assertThat(file.databases()).flatExtracting(DatabaseEntry::environments).extracting(InEnvironment::credential)
                .containsExactly("file:/opt/fleet/secrets/SALESPRD01", "env:SALES_UAT", "file:/etc/dom/SALESPRD02");
    }

    @Test
    void tasks_without_a_run_order_follow_each_other_by_tens() {
        assertThat(operation().tasks()).containsExactly(
                new Task("CREATE_COPY", "Makes the copy", 10, StepEntry.NONE, true),
                new Task("DROP_OLD", null, 20, StepEntry.NONE, true),
                new Task("PUT_BACK", null, 40, StepEntry.NONE, true));
    }

    @Test
    void an_operation_has_what_the_file_says() {
        ObjectName data = new ObjectName("TABLE", "SALES", "CDR_DATA");
        ObjectName old = new ObjectName("TABLE", "SALES", "CDR_OLD");
        assertThat(operation().packageName()).isEqualTo("ROLL_OFF");
        assertThat(operation().iteratorPackage()).isEqualTo("ROLL_OFF");
        assertThat(operation().duration()).isEqualTo(Duration.ofHours(2));
        assertThat(operation().at()).isEqualTo(new Place("fleet.yaml", 32, 5));
        assertThat(operation().objects())
                .containsExactly(new OnObject(data, 10, true), new OnObject(old, 5, true));
        assertThat(operation().environments()).extracting(OperationEntry.InEnvironment::duration)
                .containsExactly(Duration.ofMinutes(90), null);
        assertThat(operation().instances()).extracting(OperationEntry.Instance::instance).containsExactly(1, 2);
        assertThat(operation().parameters()).extracting(OperationEntry.Parameter::value)
                .containsExactly("7", "9", "tiger");
    }

    @Test
    void a_name_that_yaml_takes_for_something_else_stays_as_it_is_written() {
        FleetFile norway = FleetFile.parse(SampleFleet.upload("""
                environments:
                  - {name: NO, code: 0777}
                  - {name: Yes, code: 1e3}
                """));
        assertThat(norway.environments()).extracting(EnvironmentEntry::name).containsExactly("NO", "Yes");
        assertThat(norway.environments()).extracting(EnvironmentEntry::code).containsExactly("0777", "1e3");
    }

    @Test
    void a_long_descriptor_may_be_folded() {
        FleetFile file = FleetFile.parse(SampleFleet.upload("""
                environments: [{name: PROD, code: PRD}]
                databases:
                  - name_prefix: SALES
                    instance: 1
                    environments:
                      - environment: PROD
                        dialect: oracle
                        connect_string: >
                          (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db1)(PORT=1521))
                          (CONNECT_DATA=(SERVICE_NAME=sales)))
                        username: DOM_CLIENT
                        credential: env:SALES
                """));
        assertThat(file.databases().get(0).environments().get(0).connectString()).isEqualTo(
                "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db1)(PORT=1521)) (CONNECT_DATA=(SERVICE_NAME=sales)))");
    }

    @Test
    void a_parameter_does_not_show_its_value_when_printed() {
        assertThat(operation().parameters().toString()).doesNotContain("tiger");
    }

    @Test
    void a_source_is_the_same_whatever_its_line_ends() {
        assertThat(new SourceFile("oracle", "x", "\uFEFFa\r\nb\n").sha256())
                .isEqualTo(new SourceFile("oracle", "y", "a\nb\n").sha256());
    }

    @Test
    void referenced_files_are_found_even_in_a_file_with_mistakes() {
        String text = """
                packages:
                  - nam: A
                    sources: {mariadb: packages/a.sql, oracle: b.sql}
                operations:
                  - state_tables:
                      - sources: {mariadb: state.sql}
                """;
        assertThat(FleetFile.referencedFiles("fleet.yaml", text))
                .containsExactly("packages/a.sql", "b.sql", "state.sql");
        assertThat(FleetFile.referencedFiles("fleet.yaml", "a: [")).isEmpty();
    }

    @Test
    void files_beside_the_fleet_file_are_uploaded_with_it(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.sql"), "text");
        Files.write(folder.resolve("latin1.sql"), new byte[] {(byte) 0xE4});
        Files.writeString(folder.resolve("fleet.yaml"), """
                packages: [{name: A, sources: {mariadb: a.sql, oracle: absent.sql}}, {sources: {oracle: latin1.sql}}]
                """);
        FleetUpload upload = FleetUpload.read(folder.resolve("fleet.yaml"));
        assertThat(upload.fileName()).isEqualTo(folder.resolve("fleet.yaml").toString());
        assertThat(upload.sources()).isEqualTo(Map.of("a.sql", "text"));
        assertThat(upload.toString()).doesNotContain("text");
    }

    @Test
    void a_fleet_file_that_cannot_be_read_is_refused(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("latin1.yaml"), new byte[] {(byte) 0xE4});
        assertRefused(folder.resolve("absent.yaml"), "there is no such file");
        assertRefused(folder, "it is not a file");
        assertRefused(folder.resolve("latin1.yaml"), "it is not in UTF-8");
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> FleetUpload.read(file)).asInstanceOf(type(DomException.class)).satisfies(refused -> {
            assertThat(refused.code()).isEqualTo(DomCode.INVALID_FLEET_FILE);
            assertThat(refused).hasMessageContaining(file + " can't be read: " + reason)
                    .hasMessageContaining("; expected a fleet file in UTF-8 of at most 10 MB");
        });
    }

    private OperationEntry operation() {
        return file.operations().get(0);
    }
}
