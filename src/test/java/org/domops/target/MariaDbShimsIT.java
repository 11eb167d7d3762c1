package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import org.domops.target.mariadb.MariaDbFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle's routines as far as MariaDB lets them be written. */
class MariaDbShimsIT extends TargetContract {

    @Override
    TargetFixture createFixture() {
        return new MariaDbFixture("SHIMS_TEST");
    }

    private SQLException error(String statement) throws SQLException {
        try (var connection = fixture.connect(); var jdbc = connection.createStatement()) {
            return catchThrowableOfType(SQLException.class, () -> jdbc.execute(statement));
        }
    }

    @Test
    void a_number_out_of_range_is_an_error_that_keeps_the_text() throws SQLException {
        assertThat(error("CALL RAISE_APPLICATION_ERROR(-1, 'the text')").getMessage())
                .contains("-20999 to -20000").contains("-1").contains("the text");
        assertThat(error("CALL RAISE_APPLICATION_ERROR(NULL, 'the text')").getMessage()).contains("the text");
    }

    @Test
    void a_long_text_is_cut_and_not_an_error_of_its_own() throws SQLException {
        SQLException raised = error("CALL RAISE_APPLICATION_ERROR(-20123, RPAD('ä', 3000, 'ä'))");
        assertThat(raised.getErrorCode()).isEqualTo(20123);
        assertThat(raised.getSQLState()).isEqualTo("45000");
        assertThat(raised.getMessage()).contains("ä".repeat(120));
    }

    @Test
    void a_positive_number_and_a_null_text_are_taken() throws SQLException {
        assertThat(error("CALL RAISE_APPLICATION_ERROR(20999, NULL)").getErrorCode()).isEqualTo(20999);
    }

    @ParameterizedTest
    @CsvSource({"TO_NUMBER('1.50'), 1.5", "TO_NUMBER('-2e3'), -2000", "TRUNC('2026-05-04 13:14:15'), 2026-05-04 00:00:00"})
    void conversions(String expression, String expected) {
        assertThat(sql.one("SELECT " + expression)).isEqualTo(expected);
    }

    @Test
    void what_is_not_a_number_is_an_error() throws SQLException {
        assertThat(error("SELECT TO_NUMBER('12a')").getMessage()).contains("\"12a\" is not a number");
        assertThat(error("SELECT TO_NUMBER('')").getMessage()).contains("is not a number");
    }

    @Test
    void output_is_kept_line_by_line_once_it_is_enabled() throws SQLException {
        try (var connection = fixture.connect(); var jdbc = connection.createStatement()) {
            jdbc.execute("CALL DBMS_OUTPUT.put_line('lost')");
            jdbc.execute("CALL DBMS_OUTPUT.enable(1000)");
            jdbc.execute("CALL DBMS_OUTPUT.put('a')");
            jdbc.execute("CALL DBMS_OUTPUT.put_line('b')");
            jdbc.execute("CALL DBMS_OUTPUT.get_line(@line, @status)");
            try (var row = jdbc.executeQuery("SELECT @line, @status")) {
                row.next();
                assertThat(row.getString(1) + row.getString(2)).isEqualTo("ab0");
            }
            jdbc.execute("CALL DBMS_OUTPUT.get_line(@line, @status)");
            jdbc.execute("CALL DBMS_OUTPUT.put_line('still enabled')");
            jdbc.execute("CALL DBMS_OUTPUT.get_line(@line, @status)");
            try (var row = jdbc.executeQuery("SELECT @line, @status")) {
                row.next();
                assertThat(row.getString(1) + row.getString(2)).isEqualTo("still enabled0");
            }
        }
    }

    @Test
    void module_and_action_are_kept_in_the_session() throws SQLException {
        try (var connection = fixture.connect(); var jdbc = connection.createStatement()) {
            jdbc.execute("CALL DOM.initialise('57', 'drop partition', 'task 1')");
            jdbc.execute("CALL DBMS_APPLICATION_INFO.set_action('task 2')");
            jdbc.execute("CALL DBMS_APPLICATION_INFO.read_module(@module, @action)");
            try (var row = jdbc.executeQuery("SELECT @module, @action")) {
                row.next();
                assertThat(row.getString(1) + "/" + row.getString(2)).isEqualTo("drop partition/task 2");
            }
        }
    }
}
