package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.target.SqlStatement.Created;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no database: references, names, scripts. */
class TextsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"env:DOM_NO_SUCH_VARIABLE", "env:", "file:/no/such/file", "file:", "sEcReT", "wallet:x", ""})
    void a_reference_that_leads_nowhere_is_named(String reference) {
        assertThatThrownBy(() -> new CredentialReference(reference).password(name -> null))
                .isInstanceOfSatisfying(DomException.class, e -> assertThat(e.code()).isEqualTo(DomCode.CREDENTIAL_MISSING))
                .hasMessageContaining("\"" + reference + "\"");
    }

    @Test
    void an_empty_file_is_no_password() throws Exception {
        Path file = Files.writeString(folder.resolve("empty"), "\n");
        assertThatThrownBy(() -> new CredentialReference("file:" + file).password()).hasMessageContaining("empty");
    }

    @Test
    void only_the_last_line_end_is_taken_off_a_file() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), " p w \n\r\n");
        assertThat(new CredentialReference("file:" + file).password()).isEqualTo(" p w \n");
        assertThat(new CredentialReference("env:PW").password(name -> name + "!")).isEqualTo("PW!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A B", "A\"B", "A;B", "A.B", "Ä", "_A", "A-B"})
    void what_is_no_identifier_is_refused(String name) {
        assertThatThrownBy(() -> new PlSqlIdentifier(name))
                .isInstanceOfSatisfying(DomException.class, e -> assertThat(e.code()).isEqualTo(DomCode.INVALID_REQUEST));
    }

    @Test
    void identifiers_are_upper_case_in_quotes() {
        assertThat(new PlSqlIdentifier("drop_partition$1").quoted()).isEqualTo("\"DROP_PARTITION$1\"");
        assertThatThrownBy(() -> new PlSqlIdentifier("A".repeat(65))).hasMessageContaining("64");
    }

    @Test
    void lock_names_are_stable_short_and_different() {
        String name = LockName.of("uuid", "drop-partition", 1, "DOM_CLIENT");
        assertThat(name).hasSize(64).startsWith("DOM.").isEqualTo(LockName.of("uuid", "drop-partition", 1, "DOM_CLIENT"));
        assertThat(List.of(name, LockName.of("uuid", "drop-partition", 2, "DOM_CLIENT"),
                LockName.of("uuid", "drop-partition", 1, "OTHER"), LockName.of("other", "drop-partition", 1, "DOM_CLIENT"),
                LockName.ofInstall("DOM_CLIENT"))).doesNotHaveDuplicates();
    }

    @Test
    void a_script_is_split_at_lines_with_a_slash_alone_and_keeps_its_line_numbers() {
        SqlScript script = SqlScript.parse("""
                \uFEFF-- a comment

                /* another
                   one */
                CREATE OR REPLACE PACKAGE p AS
                  x NUMBER := 4 / 2; -- /
                END;
                  /
                /
                -- nothing here
                /
                create table if not exists "Q$1" (id int)""".replace("\n", "\r\n"));

        assertThat(script.statements()).extracting(SqlStatement::line).containsExactly(5, 12);
        assertThat(script.statements().get(0).text()).startsWith("CREATE").endsWith("END;");
        assertThat(script.creates()).containsExactly(new Created("PACKAGE", "p"), new Created("TABLE", "Q$1"));
    }

    @Test
    void a_dialect_that_is_not_built_is_said_so() {
        TargetDatabase database = new TargetDatabase(1, "SALESPRD01", "oracle", "x", "u", "env:HOME");
        assertThatThrownBy(() -> new Targets(List.of()).open(database))
                .isInstanceOfSatisfying(DomException.class, e -> assertThat(e.code()).isEqualTo(DomCode.DIALECT_NOT_BUILT))
                .hasMessageContaining("the oracle dialect is not built yet");
    }

    @Test
    void values_that_may_be_secret_are_in_no_text() {
        assertThat(new Parameter("PASSWORD", null, null, null, "sEcReT").toString()).doesNotContain("sEcReT");
    }
}
