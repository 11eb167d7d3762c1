package org.domops.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.domops.check.Remark.Level;
import org.domops.repository.fleetfile.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageValidationTest {

    private static final String ITERATOR = """
              PROCEDURE iterator(p_handle VARCHAR2, p_owner VARCHAR2, p_object VARCHAR2);
              PROCEDURE initial(p_handle VARCHAR2);
              PROCEDURE final(p_handle VARCHAR2, p_after_error VARCHAR2);
            """;

    /** The body's statements begin in line 11. */
    private static String source(String specification, String statements) {
        return "CREATE OR REPLACE PACKAGE purge AS\n" + specification + """
                  PROCEDURE work(p_handle VARCHAR2);
                END;
                /
                CREATE OR REPLACE PACKAGE BODY purge AS
                  PROCEDURE work(p_handle VARCHAR2) IS
                  BEGIN
                """ + statements + "\n  END;\nEND;\n/\n";
    }

    private static PackageValidation oracle(String source) {
        return PackageValidation.of(new SourceFile("oracle", "purge.sql", source));
    }

    private static List<String> of(PackageValidation found, Level level) {
        return found.remarks().stream().filter(remark -> remark.level() == level)
                .map(remark -> remark.line() + ": " + remark.text()).toList();
    }

    private static List<String> warnings(String statements) {
        PackageValidation found = oracle(source(ITERATOR, statements));
        assertThat(found.notCheckedFrom()).as(found.remarks().toString()).isNull();
        return of(found, Level.WARNING);
    }

    @Test
    void a_package_in_which_nothing_is_found_has_no_remark() {
        PackageValidation found = oracle(source(ITERATOR,
                "    DOM.execute_immediate(p_handle, 'DELETE FROM app.t WHERE d < SYSDATE');"));
        assertThat(found.remarks()).isEmpty();
        assertThat(found.packageName()).isEqualTo("PURGE");
        assertThat(found.notCheckedFrom()).isNull();
    }

    @Test
    void a_missing_or_wrong_procedure_of_an_iterator_package_is_an_error() {
        assertThat(of(oracle(source(ITERATOR.replace("final(p_handle VARCHAR2, p_after_error VARCHAR2)", "finale(p_handle VARCHAR2)"),
                "NULL;")), Level.ERROR)).singleElement().asString().contains("has no procedure FINAL").contains("p_after_error");
        assertThat(of(oracle(source(ITERATOR.replace("initial(p_handle VARCHAR2)", "initial"), "NULL;")), Level.ERROR))
                .singleElement().asString().contains("initial()").contains("can't be called");
    }

    @Test
    void a_package_without_any_of_them_needs_another_as_its_iterator() {
        assertThat(of(oracle(source("", "NULL;")), Level.WARNING)).singleElement().asString().contains("ITERATOR, INITIAL and FINAL");
    }

    @Test
    void sql_that_is_not_logged_is_listed_with_its_line() {
        PackageValidation found = oracle(source(ITERATOR, """
                    UPDATE state SET done = 'Y' WHERE run = p_handle;
                    FOR r IN (SELECT * FROM state) LOOP
                      EXECUTE IMMEDIATE 'TRUNCATE TABLE ' || r.name;
                    END LOOP;
                    MERGE INTO state s USING dual ON (s.run = p_handle) WHEN MATCHED THEN UPDATE SET s.done = 'N';
                    COMMIT;"""));
        assertThat(found.notCheckedFrom()).isNull();
        assertThat(of(found, Level.NOTE)).extracting(text -> text.replaceFirst(" outside.*", ""))
                .containsExactly("11: UPDATE", "12: SELECT", "15: MERGE", "16: COMMIT");
        assertThat(of(found, Level.WARNING)).containsExactly(
                "13: EXECUTE IMMEDIATE outside DOM.execute_immediate in work: not logged, and a test run does it, too");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '"', value = {
        "DOM.execute_immediate(p_handle, 'INSERT INTO t SELECT * FROM app.t') ~ nothing keeps a second call",
        "DOM.execute_immediate(p_handle, 'CREATE TABLE x AS SELECT * FROM ' || v) ~ nothing keeps a second call",
        "DOM.execute_immediate(p_handle, 'ALTER TABLE ' || v || ' EXCHANGE PARTITION p WITH TABLE y') ~ nothing keeps a second call",
        "DOM.execute_immediate(p_handle, 'UPDATE t SET price = price * 1.1') ~ counts on"})
    void a_task_that_is_visibly_not_repeatable_is_a_warning(String statement, String expected) {
        assertThat(warnings(statement + ";")).singleElement().asString().startsWith("11: work is visibly not repeatable").contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "DOM.execute_immediate(p_handle, 'INSERT INTO t SELECT * FROM app.t a WHERE NOT EXISTS (SELECT 1 FROM t WHERE t.id = a.id)');",
        "IF v = 0 THEN DOM.execute_immediate(p_handle, 'CREATE TABLE x (a NUMBER)'); END IF;",
        "DOM.execute_immediate(p_handle, 'MERGE INTO t USING app.t a ON (t.id = a.id) WHEN NOT MATCHED THEN INSERT (id) VALUES (a.id)');",
        "DOM.execute_immediate(p_handle, 'UPDATE t SET price = 4 WHERE price = 3');",
        "DOM.execute_immediate(p_handle, 'DROP TABLE x'); EXCEPTION WHEN OTHERS THEN NULL;"})
    void a_task_that_guards_itself_is_not_warned_of(String statements) {
        assertThat(warnings(statements)).isEmpty();
    }

    @Test
    void links_to_other_databases_are_found_in_code_and_in_texts() {
        PackageValidation found = oracle(source(ITERATOR, """
                    SELECT COUNT(*) INTO v FROM app.t@other;
                    DOM.execute_immediate(p_handle, 'DELETE FROM t WHERE id IN (SELECT id FROM t@other)');
                    SELECT value INTO v FROM dom_parameters@dom$main;
                    v := 'somebody (at) example.com';"""));
        assertThat(of(found, Level.WARNING)).filteredOn(text -> text.contains("a database link"))
                .extracting(text -> text.substring(0, 3)).containsExactly("11:", "12:");
        assertThat(of(found, Level.ERROR)).singleElement().asString().startsWith("13: DOM$MAIN");
    }

    @Test
    void where_the_parser_stops_it_says_from_which_line_on_nothing_was_checked_and_never_valid() {
        PackageValidation found = oracle(source(ITERATOR, "    DOM.execute_immediate(p_handle, 'x');\n    THIS IS NOT PL/SQL;"));
        assertThat(found.notCheckedFrom()).isEqualTo(12);
        assertThat(of(found, Level.WARNING)).singleElement().asString().contains("not checked from line 12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SELECT 1", "CREATE PACKAGE", "CREATE PACKAGE BODY x AS END;", "\u0000\u0001'", "CREATE PACKAGE x AS"})
    void what_is_no_package_is_an_error_and_not_a_stack_trace(String source) {
        assertThat(of(oracle(source), Level.ERROR)).isNotEmpty();
    }

    static Stream<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("db/operations"))) {
            return files.filter(file -> file.getFileName().toString().equals(file.getParent().getFileName() + ".mariadb.sql"))
                    .toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shipped_operations_have_no_error_and_no_task_that_is_visibly_not_repeatable(Path file) throws IOException {
        PackageValidation found = PackageValidation.of(new SourceFile("mariadb", file.toString(), Files.readString(file)));
        assertThat(of(found, Level.ERROR)).isEmpty();
        assertThat(of(found, Level.WARNING)).noneMatch(text -> text.contains("not repeatable"));
    }
}
