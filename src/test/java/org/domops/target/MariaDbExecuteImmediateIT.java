package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.domops.target.mariadb.MariaDbFixture;
import org.junit.jupiter.api.Test;

class MariaDbExecuteImmediateIT extends ExecuteImmediateContract {

    @Override
    TargetFixture createFixture() {
        return new MariaDbFixture("EXECUTE_TEST");
    }

    @Override
    String alterSession() {
        return "set session group_concat_max_len = 4711, lc_time_names = 'de_DE'";
    }

    @Override
    String settingQuery() {
        return "SELECT @@group_concat_max_len || ' ' || @@lc_time_names";
    }

    @Override
    String lockTimeoutQuery() {
        return "SELECT @@lock_wait_timeout";
    }

    @Override
    List<String> settingValues() {
        return List.of("4711 de_DE", "1048576 en_US");
    }

    @Test
    void a_changed_sql_mode_is_undone_too() {
        String mode = "INSERT INTO PROBE_LOG (text) SELECT @@sql_mode";
        session.call(step(1, 1, "runs", mode));
        session.call(step(2, 1, "runs_with", "SET sql_mode = 'ANSI'", "DO 1"));
        session.call(step(3, 1, "runs_with", "SET sql_mode = ''", mode));
        session.call(step(4, 1, "runs", mode));
        assertThat(sql.notes()).hasSize(3);
        assertThat(sql.notes().get(2)).isEqualTo(sql.notes().get(0)).contains("ORACLE");
    }

    @Test
    void the_error_is_found_behind_any_number_of_warnings() {
        sql.run("CREATE OR REPLACE TABLE PROBE_SHORT (text VARCHAR(3))", """
                CREATE OR REPLACE FUNCTION PROBE_UNTIL(number INT, last INT) RETURNS VARCHAR(20)
                BEGIN
                  IF number > last THEN
                    SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 20500, MESSAGE_TEXT = 'the error';
                  END IF;
                  RETURN 'too long';
                END""");
        for (int warnings : new int[] {0, 1, 10, 63, 64, 65, 200}) {
            String statement = "INSERT IGNORE INTO PROBE_SHORT SELECT PROBE_UNTIL(seq, " + warnings + ") FROM seq_1_to_1000";
            StepResult result = session.call(step(warnings + 1, 1, "runs", statement));

            assertThat(result).isEqualTo(
                    new StepResult.Failed(-20500, "the error", ErrorClass.PERMANENT, false, false, session.sessionId(), fixture.probeSha256()));
            assertThat(session.sqlLog(warnings + 1, 1)).singleElement().satisfies(row -> {
                assertThat(row.errorCode()).isEqualTo(-20500);
                assertThat(row.message()).isEqualTo("the error");
            });
        }
    }

    @Test
    void of_several_errors_of_one_statement_the_one_that_ended_it_is_logged() {
        StepResult result = session.call(step(1, 1, "runs",
                "ALTER TABLE PROBE_KEYS ADD CONSTRAINT x FOREIGN KEY (id) REFERENCES no_such_table (id)"));
        assertThat(result).asInstanceOf(InstanceOfAssertFactories.type(StepResult.Failed.class))
                .extracting(StepResult.Failed::errorCode).isEqualTo(1005);
        assertThat(session.sqlLog(1, 1)).singleElement().extracting(SqlStatementRow::errorCode).isEqualTo(1005);
    }
}
