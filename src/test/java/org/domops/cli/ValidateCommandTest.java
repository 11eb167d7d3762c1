package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

    private static final String SOURCE = """
            CREATE OR REPLACE PACKAGE p AS
              PROCEDURE iterator(p_handle VARCHAR2, p_owner VARCHAR2, p_object VARCHAR2);
              PROCEDURE initial(p_handle VARCHAR2);
              PROCEDURE final(p_handle VARCHAR2, p_after_error VARCHAR2);
            END;
            /
            CREATE OR REPLACE PACKAGE BODY p AS
              PROCEDURE initial(p_handle VARCHAR2) IS
              BEGIN
                DELETE FROM p_state;
              END;
            END;
            """;

    @TempDir
    Path home;
    private Shell shell;

    @BeforeEach
    void start() {
        shell = new Shell(home);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text).toString();
    }

    @Test
    void validate_lists_what_it_found_without_a_server() throws IOException {
        assertThat(shell.dom("validate", file("p.sql", SOURCE))).isZero();
        assertThat(shell.out.toString().lines()).containsExactly(
                "LINE  WHAT  FOUND",
                "10:5  note  DELETE outside DOM.execute_immediate in initial: not logged, and a test run does it, too",
                "package P, read as oracle: 0 errors, 0 warnings, 1 note");
    }

    @Test
    void validate_ends_with_1_if_there_is_an_error() throws IOException {
        assertThat(shell.dom("validate", file("p.mariadb.sql", SOURCE.replace("final(", "finish(")))).isEqualTo(1);
        assertThat(shell.out.toString()).contains("error  package P").contains("read as mariadb: 1 error,").doesNotContain("valid");
    }

    @Test
    void validate_prints_json() throws IOException {
        assertThat(shell.dom("validate", "--json", "--dialect", "mariadb", file("p.sql", SOURCE))).isZero();
        assertThat(shell.out.toString()).contains("\"packageName\" : \"P\"").contains("\"line\" : 10").contains("\"level\" : \"NOTE\"");
    }

    @Test
    void a_file_that_can_not_be_read_or_a_dialect_that_is_none_is_wrong_usage() throws IOException {
        assertThat(shell.dom("validate", home.resolve("none.sql").toString())).isEqualTo(2);
        assertThat(shell.err.toString()).contains("DOM-20200").contains("there is no file");
        assertThat(shell.dom("validate", home.toString())).isEqualTo(2);
        Files.write(home.resolve("bytes.sql"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
        assertThat(shell.dom("validate", home.resolve("bytes.sql").toString())).isEqualTo(2);
        assertThat(shell.err.toString()).contains("UTF-8");
        assertThat(shell.dom("validate", "--dialect", "db2", file("p.sql", SOURCE))).isEqualTo(2);
    }
}
