package org.domops.repository.fleetfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

import org.domops.repository.SampleFleet;
import org.domops.repository.fleetfile.Procedure.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageSourceTest {

    private static final String BODY = "/\nCREATE OR REPLACE PACKAGE BODY p AS BEGIN NULL; END;\n/\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE PACKAGE p AS PROCEDURE a(x NUMBER;END;           | 1 | can't be read: Encountered ";"
            CREATE PACKAGE p AS@ PROCEDURE a(x NUMBER);@ PROCEDURE b(x);@END; | 3 | can't be read: Encountered
            CREATE PACKAGE p AS@ c VARCHAR2(3) := 'x;@END;          | 5 | can't be read
            CREATE PACKAGE other AS PROCEDURE a; END;               | 1 | the specification of package OTHER
            CREATE PACKAGE BODY p AS BEGIN NULL; END;               | 1 | not a package specification alone
            CREATE PROCEDURE p AS BEGIN NULL; END;                  | 1 | not a package specification alone
            ''                                                      | 1 | not a package specification alone
            """)
    void a_specification_that_cannot_be_read_is_a_mistake_with_its_line(String source, int line, String message) {
        assertThat(mistakes(source.replace('@', '\n') + "\n" + BODY)).singleElement().satisfies(mistake -> {
            assertThat(mistake.file()).isEqualTo("packages/p.sql");
            assertThat(mistake.line()).isEqualTo(line);
            assertThat(mistake.message()).contains(message);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE PACKAGE p AS PROCEDURE a; END;@                                             | 2 | no body of package P
            CREATE PACKAGE p AS PROCEDURE a; END;@/@                                           | 2 | no body of package P
            CREATE PACKAGE p AS PROCEDURE a; END;@/@CREATE PACKAGE BODY q AS BEGIN NULL; END;@ | 2 | another package, q
            """)
    void a_source_without_its_body_is_a_mistake(String source, int line, String message) {
        assertThat(mistakes(source.replace('@', '\n'))).singleElement().satisfies(mistake -> {
            assertThat(mistake.line()).isEqualTo(line);
            assertThat(mistake.message()).contains(message);
        });
    }

    @Test
    void a_mistake_in_a_source_file_comes_after_those_of_the_fleet_file() {
        String yaml = SampleFleet.with("shipped: roll_off\noperations", "sources: {mariadb: a.sql}\noperations")
                .replace("duration: 2h", "duration: x");
        FleetMistakes refused = catchThrowableOfType(FleetMistakes.class, () -> FleetFile.parse(
                new FleetUpload("/opt/fleet/fleet.yaml", yaml, Map.of("a.sql", "CREATE PACKAGE"))));
        assertThat(refused.mistakes()).extracting(Mistake::file).containsExactly("fleet.yaml", "a.sql");
    }

    @Test
    void procedures_are_read_with_their_parameters_and_functions_are_left_out() {
        assertThat(procedures("oracle", """
                CREATE OR REPLACE PACKAGE dom_client."P" AUTHID CURRENT_USER AS
                  -- PROCEDURE commented_out;
                  e EXCEPTION;
                  PRAGMA EXCEPTION_INIT(e, -20100);
                  c CONSTANT NUMBER := 1;
                  PROCEDURE iterator(p_handle IN VARCHAR2, p_owner dom$objects.owner%TYPE, p_object VARCHAR2 DEFAULT NULL);
                  PROCEDURE final(p_handle VARCHAR2, p_after_error IN OUT NOCOPY VARCHAR2);
                  PROCEDURE "Mixed";
                  FUNCTION f(x NUMBER) RETURN NUMBER;
                END;
                """)).containsExactly(
                new Procedure("ITERATOR", List.of(new Parameter("p_handle", true, false),
                        new Parameter("p_owner", true, false), new Parameter("p_object", true, true))),
                new Procedure("FINAL", List.of(new Parameter("p_handle", true, false),
                        new Parameter("p_after_error", false, false))),
                new Procedure("Mixed", List.of()));
    }

    @Test
    void what_only_mariadb_allows_in_a_specification_is_read() {
        assertThat(procedures("mariadb", """
                CREATE OR REPLACE DEFINER=`root`@`%` PACKAGE IF NOT EXISTS `p`
                  SQL SECURITY INVOKER COMMENT 'it''s ours' AS
                  PROCEDURE a(x VARCHAR2(20) CHARACTER SET utf8mb4, y BIGINT UNSIGNED, z LONGTEXT);
                END;
                """)).extracting(Procedure::toString).containsExactly("a(x, y, z)");
    }

    @Test
    void a_procedure_takes_as_many_arguments_as_its_defaults_allow() {
        Procedure procedure = new Procedure("A", List.of(new Parameter("x", true, false),
                new Parameter("y", true, true), new Parameter("z", false, true)));
        assertThat(procedure.takes(0)).isFalse();
        assertThat(procedure.takes(1)).isTrue();
        assertThat(procedure.takes(2)).isTrue();
        assertThat(procedure.takes(3)).as("z is OUT").isFalse();
        assertThat(procedure.takes(4)).isFalse();
    }

    @Test
    void a_specification_that_breaks_the_parser_is_a_mistake() {
        String nested = "(".repeat(100_000) + "1" + ")".repeat(100_000);
        assertThat(mistakes("CREATE PACKAGE p AS c NUMBER := " + nested + "; END;\n" + BODY)).singleElement()
                .extracting(Mistake::message).asString().contains("can't be read: ").contains("StackOverflowError");
    }

    @Test
    void a_division_in_a_body_is_not_its_end() {
        MistakeNotes notes = new MistakeNotes("fleet.yaml");
        String source = "CREATE PACKAGE p AS PROCEDURE a; END;\r\n  /  \r\nCREATE PACKAGE BODY p AS BEGIN x := 1\n/ 2; END;\n/";
        assertThat(PackageSource.of("P", new SourceFile("oracle", "p.sql", source), false, notes).isReadable()).isTrue();
        notes.throwIfAny();
    }

    private static List<Procedure> procedures(String dialect, String specification) {
        MistakeNotes notes = new MistakeNotes("fleet.yaml");
        PackageSource source =
                PackageSource.of("P", new SourceFile(dialect, "packages/p.sql", specification + BODY), false, notes);
        notes.throwIfAny();
        return source.procedures();
    }

    private static List<Mistake> mistakes(String text) {
        MistakeNotes notes = new MistakeNotes("fleet.yaml");
        PackageSource.of("P", new SourceFile("oracle", "packages/p.sql", text), false, notes);
        FleetMistakes refused = catchThrowableOfType(FleetMistakes.class, notes::throwIfAny);
        assertThat(refused).isNotNull();
        return refused.mistakes();
    }
}
