package org.domops.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.domops.repository.fleetfile.FleetFile;
import org.domops.repository.fleetfile.FleetUpload;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationPagesTest {

    private static final String AROUND = """
            environments:
              - {name: PROD, code: PRD}
            databases:
              - name_prefix: SALES
                instance: "01"
                environments:
                  - environment: PROD
                    dialect: %s
                    connect_string: 127.0.0.1:3306/DOM_CLIENT
                    username: DOM_CLIENT
                    credential: env:SALESPRD01
            objects:
              - {type: TABLE, owner: SALES, name: CDR_DATA, databases: [SALES01]}
            """;
    private static final Pattern PARAMETER =
            Pattern.compile("(?:get_\\w+_param|optional_param|string_param|number_param|whole_number)\\(p_handle, '(\\w+)'");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"drop-partition", "add-partition", "rebuild-index", "gather-statistics", "purge-rows"})
    void the_example_on_an_operations_page_is_a_fleet_file_for_both_dialects(String operation) throws IOException {
        for (String dialect : List.of("mariadb", "oracle")) {
            Path file = folder.resolve(dialect + ".yaml");
            Files.writeString(file, AROUND.formatted(dialect) + example(operation));
            FleetFile fleet = FleetFile.parse(FleetUpload.read(file));
            assertThat(fleet.operations()).singleElement().satisfies(entry -> {
                assertThat(entry.name()).isEqualTo(operation);
                assertThat(entry.enabledProcedures().stream().map(String::toLowerCase))
                        .containsExactlyElementsOf(tasks(operation));
                assertThat(entry.stateTables()).isNotEmpty().allMatch(table -> table.sources().stream()
                        .anyMatch(source -> source.dialect().equals(dialect)));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-partition", "add-partition", "rebuild-index", "gather-statistics", "purge-rows"})
    void an_operations_page_names_every_parameter_and_every_error(String operation) throws IOException {
        String page = page(operation);
        Set<String> parameters = new TreeSet<>();
        Set<String> errors = new TreeSet<>();
        for (String dialect : List.of("mariadb", "oracle")) {
            String source = source(operation, dialect);
            PARAMETER.matcher(source).results().forEach(match -> parameters.add(match.group(1)));
            Pattern.compile("RAISE_APPLICATION_ERROR\\((-203\\d\\d)").matcher(source).results()
                    .forEach(match -> errors.add(match.group(1)));
        }
        assertThat(parameters).isNotEmpty();
        assertThat(errors).isNotEmpty();
        assertThat(rowsOf(page, "| `", "` |")).containsExactlyInAnyOrderElementsOf(parameters);
        assertThat(rowsOf(page, "| -203", " |").stream().map(number -> "-203" + number))
                .containsExactlyInAnyOrderElementsOf(errors);
    }

    /** What stands at the beginning of table rows, between two texts. */
    private static List<String> rowsOf(String page, String before, String after) {
        return page.lines().filter(line -> line.startsWith(before))
                .map(line -> line.substring(before.length(), line.indexOf(after, before.length()))).toList();
    }

    private static List<String> tasks(String operation) throws IOException {
        String specification = source(operation, "mariadb").split("The tasks, in their order.")[1].split("END;")[0];
        return Arrays.stream(specification.split("\\n")).filter(line -> line.contains("PROCEDURE"))
                .map(line -> line.replaceAll(".*PROCEDURE (\\w+).*", "$1")).toList();
    }

    private static String example(String operation) throws IOException {
        return page(operation).split("```yaml\n")[1].split("```")[0];
    }

    private static String page(String operation) throws IOException {
        return Files.readString(Path.of("docs", "operations", operation + ".md"));
    }

    private static String source(String operation, String dialect) throws IOException {
        String name = operation.replace('-', '_');
        return Files.readString(Path.of("db", "operations", name, name + "." + dialect + ".sql"));
    }
}
