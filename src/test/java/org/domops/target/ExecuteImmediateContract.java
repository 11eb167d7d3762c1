package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** DOM.execute_immediate and the log it keeps. */
abstract class ExecuteImmediateContract extends TargetContract {

    private static final String INSERT = "INSERT INTO PROBE_KEYS VALUES (1)";

    /** A statement that changes a session setting to a value of the test's. */
    abstract String alterSession();

    /** A query for the setting's value, to be written into PROBE_LOG by the statement. */
    abstract String settingQuery();

    /** How the test's value reads, and how the normal one does. */
    abstract List<String> settingValues();

    /** A query for how many seconds a DDL waits for locks. */
    abstract String lockTimeoutQuery();

    private StepResult.Failed failed(StepResult result) {
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        return (StepResult.Failed) result;
    }

    @Test
    void the_log_of_a_failed_statement_survives_the_rollback_with_the_databases_own_error() {
        sql.run(INSERT);
        StepResult.Failed result = failed(session.call(step(1, 1, "runs", INSERT)));

        assertThat(result.errorCode()).isEqualTo(fixture.duplicateKey());
        assertThat(session.sqlLog(1, 1)).singleElement().satisfies(row -> {
            assertThat(row.sqlText()).isEqualTo(INSERT);
            assertThat(row.status()).isEqualTo("E");
            assertThat(row.preview()).isFalse();
            assertThat(row.rows()).isNull();
            assertThat(row.errorCode()).isEqualTo(fixture.duplicateKey());
            assertThat(row.message()).isEqualTo(result.text());
            assertThat(row.end()).isAfterOrEqualTo(row.start());
        });
    }

    @Test
    void the_caller_may_catch_the_original_error() {
        sql.run(INSERT);
        assertThat(session.call(step(1, 1, "swallows", INSERT))).isInstanceOf(StepResult.Completed.class);
        assertThat(sql.notes()).singleElement().asString().startsWith(fixture.duplicateKey() + ": ").contains("Duplicate");
    }

    @Test
    void without_an_open_step_nothing_is_run() throws Exception {
        try (var connection = fixture.connect(); var statement = connection.prepareCall("{call DOM.execute_immediate(?, ?, ?)}")) {
            statement.setString(1, "57");
            statement.setString(2, INSERT);
            statement.setString(3, null);
            SQLException refused = catchThrowableOfType(SQLException.class, statement::execute);
            assertThat(refused.getErrorCode()).isEqualTo(20211);
            assertThat(refused.getMessage()).contains("no open step");
        }
        assertThat(sql.rows("SELECT * FROM PROBE_KEYS")).isEmpty();
    }

    @Test
    void if_the_statement_can_not_be_logged_it_is_not_run() {
        sql.run("ALTER TABLE DOM$SQL_BUFFER RENAME TO DOM$SQL_BUFFER_AWAY");
        try {
            assertThat(failed(session.call(step(1, 1, "runs", INSERT))).text()).contains("DOM$SQL_BUFFER");
            assertThat(sql.rows("SELECT * FROM PROBE_KEYS")).isEmpty();
        } catch (UnrecordedException e) {
            // nor can the step's end, which closes its statements
            session.abort();
            assertThat(sql.rows("SELECT * FROM PROBE_KEYS")).isEmpty();
        } finally {
            sql.run("ALTER TABLE DOM$SQL_BUFFER_AWAY RENAME TO DOM$SQL_BUFFER");
        }
    }

    @Test
    void a_run_the_target_does_not_know_runs_nothing() {
        StepCall known = step(1, 1, "runs", INSERT);
        StepCall unknown = new StepCall(1, 1, "4711", known.packageName(), known.procedure(), known.arguments(),
                known.lockName(), 0, null, null, 2, known.repositoryUuid());
        assertThat(failed(session.call(unknown)).errorCode()).isEqualTo(-20223);
        assertThat(sql.rows("SELECT * FROM PROBE_KEYS")).isEmpty();
    }

    @Test
    void what_was_committed_by_a_statement_stays_when_the_step_fails_later() {
        assertThat(failed(session.call(step(1, 1, "runs_and_fails", INSERT))).errorCode()).isEqualTo(-20999);
        assertThat(sql.rows("SELECT * FROM PROBE_KEYS")).containsExactly("1");
        assertThat(sql.notes()).isEmpty();
        assertThat(session.sqlLog(1, 1)).extracting(SqlStatementRow::status).containsExactly("C");
    }

    @Test
    void it_commits_before_the_statement_so_an_error_undoes_the_statement_alone() {
        sql.run(INSERT);
        failed(session.call(step(1, 1, "runs_after_dml", INSERT)));
        assertThat(sql.notes()).containsExactly("before the statement");
    }

    @Test
    void rows_times_and_order_are_logged() {
        Instant before = Instant.now().minusSeconds(5);
        session.call(step(1, 1, "runs", "INSERT INTO PROBE_KEYS SELECT seq FROM seq_1_to_10"));
        session.call(step(2, 1, "runs", "DELETE FROM PROBE_KEYS WHERE id > 3"));
        session.call(step(3, 1, "runs", "CREATE OR REPLACE TABLE PROBE_COPY AS SELECT * FROM PROBE_KEYS"));
        session.call(step(4, 1, "runs", "SELECT * FROM PROBE_KEYS"));

        assertThat(session.sqlLog(1, 1)).singleElement().satisfies(row -> {
            assertThat(row.rows()).isEqualTo(10);
            assertThat(row.status()).isEqualTo("C");
            assertThat(row.start()).isBetween(before, Instant.now().plusSeconds(5));
        });
        assertThat(session.sqlLog(2, 1)).singleElement().extracting(SqlStatementRow::rows).isEqualTo(7L);
        assertThat(session.sqlLog(3, 1)).singleElement().extracting(SqlStatementRow::rows).isEqualTo(3L);
        assertThat(session.sqlLog(4, 1)).singleElement().extracting(SqlStatementRow::rows).isNull();
        assertThat(session.sqlLog(2, 1).get(0).seq()).isGreaterThan(session.sqlLog(1, 1).get(0).seq());
    }

    @Test
    void a_statement_of_several_hundred_kilobytes_survives() {
        String text = "ä€😀".repeat(60_000);
        String statement = "INSERT INTO PROBE_LOG (text) VALUES ('" + text + "')";
        assertThat(session.call(step(1, 1, "runs", statement))).isInstanceOf(StepResult.Completed.class);
        assertThat(session.sqlLog(1, 1)).singleElement().extracting(SqlStatementRow::sqlText).isEqualTo(statement);
        assertThat(sql.notes()).containsExactly(text);
    }

    @Test
    void quotes_and_backslashes_in_arguments_arrive_as_they_are() {
        String statement = "INSERT INTO PROBE_LOG (text) VALUES ('it''s ? \\\\ \"quoted\" -- no comment')";
        session.call(step(1, 1, "runs", statement));
        assertThat(session.sqlLog(1, 1)).singleElement().extracting(SqlStatementRow::sqlText).isEqualTo(statement);
    }

    @Test
    void in_test_mode_statements_are_logged_as_preview_and_not_run() {
        session.install(fixture.request(RUN, "T", List.of()));
        try {
            assertThat(session.call(step(1, 1, "runs", INSERT))).isInstanceOf(StepResult.Completed.class);
            assertThat(sql.rows("SELECT * FROM PROBE_KEYS")).isEmpty();
            assertThat(session.sqlLog(1, 1)).singleElement().satisfies(row -> {
                assertThat(row.preview()).isTrue();
                assertThat(row.sqlText()).isEqualTo(INSERT);
                assertThat(row.rows()).isNull();
                assertThat(row.end()).isNotNull();
            });
        } finally {
            session.install(fixture.request(RUN, "R", List.of()));
        }
    }

    @Test
    void a_running_statement_is_seen_by_another_session() {
        inTheBackground(() -> session.call(step(1, 1, "runs", fixture.longStatement())));
        try (TargetSession reader = fixture.open()) {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
                    assertThat(reader.sqlLog(1, 1)).singleElement().satisfies(row -> {
                        assertThat(row.status()).isEqualTo("R");
                        assertThat(row.end()).isNull();
                    }));
            reader.trim(1, 1);
            assertThat(reader.sqlLog(1, 1)).as("a running statement is not trimmed").hasSize(1);
        }
    }

    @Test
    void only_what_was_taken_over_is_trimmed() {
        session.call(step(1, 2, "runs", INSERT));
        session.call(step(1, 3, "runs", "DELETE FROM PROBE_KEYS"));
        long seq = session.sqlLog(1, 2).get(0).seq();

        session.trim(1, 2, new StatementCursor(seq - 1, new TreeSet<>()));
        assertThat(session.sqlLog(1, 2)).hasSize(1);
        session.trim(1, 2, new StatementCursor(seq, new TreeSet<>()));
        assertThat(session.sqlLog(1, 2)).isEmpty();
        assertThat(session.sqlLog(1, 3)).hasSize(1);
    }

    @Test
    void session_settings_hold_for_the_step_and_are_undone_at_its_end() {
        session.call(step(1, 1, "runs_with", alterSession(), "INSERT INTO PROBE_LOG (text) " + settingQuery()));
        session.call(step(2, 1, "runs", "INSERT INTO PROBE_LOG (text) " + settingQuery()));
        assertThat(sql.notes()).isEqualTo(settingValues());
    }

    @Test
    void session_settings_are_undone_when_the_step_fails() {
        assertThat(session.call(step(1, 1, "runs_with", alterSession(), "DELETE FROM NO_SUCH_TABLE")))
                .isInstanceOf(StepResult.Failed.class);
        session.call(step(2, 1, "runs", "INSERT INTO PROBE_LOG (text) " + settingQuery()));
        assertThat(sql.notes()).containsExactly(settingValues().get(1));
    }

    @Test
    void a_setting_statement_that_is_none_is_refused_and_logged() {
        StepResult result = session.call(step(1, 1, "runs_with", "DELETE FROM PROBE_LOG", INSERT));
        assertThat(result).asInstanceOf(InstanceOfAssertFactories.type(StepResult.Failed.class))
                .satisfies(failed -> assertThat(failed.errorCode()).isEqualTo(-20226));
        assertThat(session.sqlLog(1, 1)).singleElement().extracting(SqlStatementRow::status).isEqualTo("E");
        assertThat(sql.rows("SELECT * FROM PROBE_KEYS")).isEmpty();
    }

    private StepCall waitingFor(Duration ddlLocks, StepCall call) {
        return variant(call, false, new StepSettings(Duration.ofHours(2), ddlLocks));
    }

    @Test
    void a_steps_ddl_lock_timeout_holds_for_the_step_and_is_undone_at_its_end() {
        String lockTimeout = "INSERT INTO PROBE_LOG (text) " + lockTimeoutQuery();
        session.call(step(1, 1, "runs", lockTimeout));
        String usual = sql.notes().get(0);
        session.call(waitingFor(Duration.ofSeconds(7), step(2, 1, "runs", lockTimeout)));
        session.call(step(3, 1, "runs", lockTimeout));
        session.call(waitingFor(Duration.ofSeconds(8), step(4, 1, "runs_with", alterSession(), lockTimeout)));
        session.call(waitingFor(Duration.ofSeconds(9), step(5, 1, "fails")));
        session.call(step(6, 1, "runs", lockTimeout));
        assertThat(usual).isNotIn("7", "8", "9");
        assertThat(sql.notes()).containsExactly(usual, "7", usual, "8", usual);
    }

    @Test
    void a_ddl_that_waits_longer_for_locks_than_its_step_allows_fails_as_transient() throws Exception {
        try (var holder = fixture.connect(); var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(INSERT);
            StepResult.Failed result = failed(session.call(
                    waitingFor(Duration.ofSeconds(1), step(1, 1, "runs", "ALTER TABLE PROBE_KEYS COMMENT 'x'"))));
            assertThat(result.errorClass()).isEqualTo(ErrorClass.TRANSIENT);
        }
    }
}
