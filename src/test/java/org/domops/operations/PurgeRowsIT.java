package org.domops.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.domops.target.ConnectionLostException;
import org.domops.target.SqlStatementRow;
import org.domops.target.StepResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurgeRowsIT {

    private static final Map<String, String> CLOSED =
            Map.of("CONDITION", "STATUS = 'CLOSED'", "MAX_ROWS", "1000", "CHUNK_ROWS", "10");
    private static final String COUNTS = "select ROWS_FOUND, CHUNKS, ROWS_DELETED, DELETED_AT is null from PURGE_ROWS_STATE";

    private static OperationFixture fixture;

    @BeforeAll
    static void connect() throws Exception {
        fixture = new OperationFixture("purge_rows", "PURGE_ROWS_STATE");
    }

    @AfterAll
    static void disconnect() throws Exception {
        fixture.close();
    }

    @BeforeEach
    void restore() throws Exception {
        fixture.restore();
        table(100);
        fixture.install("57", "R", CLOSED);
    }

    /** Every second row is closed. */
    private static void table(int rows) throws Exception {
        fixture.sql("drop table if exists APP.T");
        fixture.sql("create table APP.T (ID bigint primary key, STATUS varchar(10), SEEN date)");
        fixture.sql("insert into APP.T select seq, if(seq % 2 = 0, 'CLOSED', 'OPEN'), utc_date() - interval seq day"
                + " from APP.seq_1_to_" + rows);
        fixture.grant("T");
    }

    private static void with(String name, String value) throws Exception {
        Map<String, String> parameters = new HashMap<>(CLOSED);
        parameters.put(name, value);
        fixture.install("57", "R", parameters);
    }

    private static void runAll() {
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        List.of("count_rows", "delete_rows", "refresh_statistics").forEach(fixture::run);
        assertThat(fixture.iterate()).isFalse();
        fixture.run("final", "N");
    }

    private static String left() throws Exception {
        return fixture.row("select count(*), sum(STATUS = 'CLOSED') from APP.T");
    }

    @Test
    void purge_rows_deletes_what_meets_the_condition_in_chunks_that_are_committed_each() throws Exception {
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        fixture.run("count_rows");
        fixture.run("delete_rows");
        // 50 rows in chunks of 10; the log counts the state row's change with each chunk
        assertThat(fixture.log()).hasSize(5).allMatch(row -> row.rows() == 11 && row.status().equals("C"));
        fixture.run("refresh_statistics");
        assertThat(fixture.iterate()).isFalse();
        fixture.run("final", "N");
        assertThat(left()).isEqualTo("50 0");
        assertThat(fixture.row(COUNTS)).isEqualTo("50 5 50 0");
        assertThat(fixture.row("select AFTER_ERROR, REFRESHED_AT >= DELETED_AT from PURGE_ROWS_STATE")).isEqualTo("N 1");
    }

    @Test
    void a_killed_purge_goes_on_after_its_last_chunk_and_counts_every_row_once() throws Exception {
        table(6000);
        with("MAX_ROWS", "5000");
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        fixture.run("count_rows");
        CompletableFuture<Throwable> first = CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> fixture.call("57", "delete_rows")));
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5)).until(
                () -> fixture.row("select CHUNKS >= 20 from PURGE_ROWS_STATE").equals("1"));
        fixture.sql("kill connection " + fixture.row("select session_id from DOM$STEP_ATTEMPTS where status = 'R'"));
        assertThat(first.join()).isInstanceOf(ConnectionLostException.class);

        String deleted = fixture.row("select ROWS_DELETED from PURGE_ROWS_STATE");
        assertThat(fixture.row("select 3000 - sum(STATUS = 'CLOSED') from APP.T")).isEqualTo(deleted);
        assertThat(Integer.parseInt(deleted)).isBetween(200, 2990);
        int chunks = Integer.parseInt(fixture.row("select CHUNKS from PURGE_ROWS_STATE"));
        fixture.connect();
        fixture.run("initial");
        fixture.run("delete_rows");
        assertThat(fixture.log()).hasSize(300 - chunks);
        assertThat(fixture.row(COUNTS)).isEqualTo("3000 300 3000 0");
        assertThat(left()).isEqualTo("3000 0");
    }

    @Test
    void a_chunk_that_fails_leaves_the_chunks_before_it_and_goes_on_when_mended() throws Exception {
        fixture.sql("create table APP.CHILD (ID bigint, foreign key (ID) references APP.T (ID))");
        fixture.sql("insert into APP.CHILD values (54)");
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        fixture.run("count_rows");
        assertThat(fixture.fail("delete_rows").errorCode()).isEqualTo(1451);
        fixture.run("final", "Y");
        assertThat(fixture.row(COUNTS)).isEqualTo("50 2 20 1");
        assertThat(left()).isEqualTo("80 30");
        assertThat(fixture.row("select AFTER_KEY from PURGE_ROWS_STATE")).isEqualTo("\"ID\" > 40");

        fixture.sql("drop table APP.CHILD");
        fixture.run("initial");
        fixture.run("delete_rows");
        assertThat(fixture.logTexts()).hasSize(3).first().asString().contains("\"ID\" > 40 AND \"ID\" <= 60");
        assertThat(fixture.row(COUNTS)).isEqualTo("50 5 50 0");
        assertThat(left()).isEqualTo("50 0");
    }

    @Test
    void each_task_called_twice_leaves_what_one_call_leaves() throws Exception {
        assertThat(fixture.iterate()).isTrue();
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        fixture.run("initial");
        for (String task : List.of("count_rows", "delete_rows", "refresh_statistics")) {
            fixture.run(task);
            List<String> once = state();
            fixture.run(task);
            assertThat(state()).as(task).isEqualTo(once);
        }
        // all of them after the last
        List<String> once = state();
        List.of("count_rows", "delete_rows", "refresh_statistics").forEach(fixture::run);
        assertThat(state()).isEqualTo(once);
        fixture.run("final", "N");
        fixture.run("final", "N");
        assertThat(fixture.row("select AFTER_ERROR from PURGE_ROWS_STATE")).isEqualTo("N");
    }

    private static List<String> state() throws Exception {
        List<String> all = fixture.rows("select ROWS_FOUND, CHUNKS, ROWS_DELETED, AFTER_KEY, DELETED_AT,"
                + " REFRESHED_AT is null from PURGE_ROWS_STATE");
        all.add(left());
        return all;
    }

    @Test
    void each_task_that_fails_goes_on_when_its_cause_is_mended() throws Exception {
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        fixture.sql("rename table APP.T to APP.AWAY");
        for (String task : List.of("count_rows", "delete_rows", "initial")) {
            assertThat(fixture.call("57", task)).as(task).isInstanceOf(StepResult.Failed.class);
        }
        fixture.sql("rename table APP.AWAY to APP.T");
        fixture.run("initial");
        fixture.run("count_rows");
        fixture.sql("revoke delete, insert on APP.T from DOM_CLIENT@localhost");
        assertThat(fixture.fail("delete_rows").errorCode()).isEqualTo(1142);
        fixture.sql("grant delete on APP.T to DOM_CLIENT@localhost");
        fixture.run("delete_rows");
        assertThat(fixture.fail("refresh_statistics").errorCode()).isEqualTo(1142);
        fixture.grant("T");
        fixture.run("refresh_statistics");
        assertThat(fixture.row(COUNTS)).isEqualTo("50 5 50 0");
    }

    @Test
    void rows_older_than_a_number_of_days_are_purged() throws Exception {
        fixture.install("57", "R", Map.of("AGE_COLUMN", "SEEN", "KEEP_DAYS", "30", "MAX_ROWS", "100"));
        runAll();
        assertThat(fixture.row("select count(*), max(ID) from APP.T")).isEqualTo("30 30");
        fixture.install("58", "R", Map.of("AGE_COLUMN", "SEEN", "KEEP_DAYS", "20", "MAX_ROWS", "100", "CONDITION",
                "STATUS = 'CLOSED' or STATUS = 'GONE'"));
        for (String procedure : List.of("iterator APP T", "initial", "count_rows", "delete_rows")) {
            String[] words = procedure.split(" ");
            assertThat(fixture.call("58", words[0], List.of(words).subList(1, words.length).toArray(String[]::new)))
                    .as(procedure).isInstanceOf(StepResult.Completed.class);
        }
        assertThat(fixture.row("select count(*), sum(STATUS = 'CLOSED') from APP.T")).isEqualTo("25 10");
    }

    @Test
    void a_table_in_which_nothing_meets_the_condition_has_nothing_to_perform() throws Exception {
        with("CONDITION", "STATUS = 'NEVER'");
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        assertThat(fixture.fail("count_rows").errorCode()).isEqualTo(-20007);
        fixture.run("final", "N");
        assertThat(left()).isEqualTo("100 50");
    }

    @Test
    void a_purge_of_more_rows_than_max_rows_is_refused_before_the_first_is_deleted() throws Exception {
        with("MAX_ROWS", "49");
        assertThat(fixture.iterate()).isTrue();
        StepResult.Failed refused = fixture.fail("count_rows");
        assertThat(refused.errorCode()).isEqualTo(-20343);
        assertThat(refused.text()).contains("MAX_ROWS = 49").contains("STATUS = 'CLOSED'").contains("0 are deleted");
        assertThat(left()).isEqualTo("100 50");
        with("MAX_ROWS", "50");
        fixture.run("count_rows");
        fixture.run("delete_rows");
        assertThat(left()).isEqualTo("50 0");
    }

    @Test
    void rows_that_come_in_while_it_runs_do_not_carry_a_purge_over_max_rows() throws Exception {
        with("MAX_ROWS", "55");
        assertThat(fixture.iterate()).isTrue();
        fixture.run("count_rows");
        fixture.sql("insert into APP.T select 1000 + seq, 'CLOSED', null from APP.seq_1_to_10");
        assertThat(fixture.fail("delete_rows").errorCode()).isEqualTo(-20343);
        assertThat(fixture.row("select ROWS_DELETED from PURGE_ROWS_STATE")).isEqualTo("55");
        assertThat(left()).isEqualTo("55 5");
        assertThat(fixture.fail("count_rows").errorCode()).isEqualTo(-20343);
        with("MAX_ROWS", "60");
        fixture.run("count_rows");
        fixture.run("delete_rows");
        assertThat(left()).isEqualTo("50 0");
    }

    @Test
    void a_restart_from_the_iterator_takes_a_corrected_condition_from_the_first_row_on() throws Exception {
        assertThat(fixture.iterate()).isTrue();
        fixture.run("count_rows");
        fixture.run("delete_rows");
        with("CONDITION", "STATUS = 'OPEN' and ID <= 9");
        fixture.run("delete_rows");
        assertThat(left()).as("a restart keeps the condition").isEqualTo("50 0");
        assertThat(fixture.iterate()).isTrue();
        fixture.run("count_rows");
        fixture.run("delete_rows");
        assertThat(fixture.row("select count(*), min(ID) from APP.T")).isEqualTo("45 11");
        assertThat(fixture.row("select ROWS_DELETED, CHUNKS from PURGE_ROWS_STATE")).isEqualTo("55 6");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "A varchar(20), B datetime(6) | concat('it''s \\\\', seq % 7), timestamp('2025-01-01') + interval seq microsecond | A, B",
        "A int, B date, C char(3)     | seq % 5, '2025-01-01' + interval (seq % 13) day, seq                         | A, B, C",
        "A binary(4), B decimal(20,3) | unhex(lpad(hex(seq % 9), 8, '0')), 12345678901234567 + seq / 8                | B, A",
        "A uuid, B varbinary(9)       | uuid(), seq                                                                   | A, B",
        "A bigint unsigned, B time    | 18446744073709551515 + seq % 100, sec_to_time(seq)                            | A, B",
    })
    void keys_of_many_columns_and_types_are_walked_without_losing_a_row(String columns, String values, String key)
            throws Exception {
        fixture.sql("drop table APP.T");
        fixture.sql("create table APP.T (" + columns + ", GOES int, primary key (" + key + "))");
        fixture.sql("insert into APP.T select " + values + ", seq % 3 > 0 from APP.seq_1_to_300");
        fixture.grant("T");
        with("CONDITION", "GOES = 1");
        runAll();
        assertThat(fixture.row("select count(*), sum(GOES) from APP.T")).isEqualTo("100 0");
        assertThat(fixture.row(COUNTS)).isEqualTo("200 20 200 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "1 = 1; drop table T", "1 = 1) or (1 = 1", "(ID = 1", "STATUS = 'CLOSED", "1 = 1 -- x",
        "1 = 1 # x", "1 = 1 /* x */", "NO_SUCH = 1", "ID = ", "ID = 1 limit 5", "STATUS = \"CLOSED\""})
    void a_condition_that_is_empty_or_can_not_be_evaluated_is_refused_and_nothing_is_deleted(String condition) throws Exception {
        with("CONDITION", condition);
        StepResult.Failed refused = fixture.fail("iterator", "APP", "T");
        assertThat(refused.errorCode()).isEqualTo(-20342);
        assertThat(left()).isEqualTo("100 50");
        assertThat(fixture.rows("select * from PURGE_ROWS_STATE")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STATUS = 'CLOSED' and STATUS <> ')-- ;#'", "STATUS = 'CLOSED' and STATUS <> 'it''s'",
        "STATUS = 'CLOSED' and STATUS <> '\\'('", "ID in (select X.ID from T X where (X.STATUS = 'CLOSED'))",
        "\"STATUS\" = 'CLOSED' or `STATUS` = 'SHUT'"})
    void a_condition_may_be_any_that_follows_where(String condition) throws Exception {
        with("CONDITION", condition.replace("from T ", "from APP.T "));
        runAll();
        assertThat(left()).isEqualTo("50 0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "MAX_ROWS   | 0       | -20342", "MAX_ROWS   | 1.5     | -20342", "MAX_ROWS   | many    | -20225",
        "MAX_ROWS   | -       | -20115", "CHUNK_ROWS | 0       | -20342", "CHUNK_ROWS | 1000001 | -20342",
        "AGE_COLUMN | NO_SUCH | -20342", "AGE_COLUMN | STATUS  | -20342", "AGE_COLUMN | SEEN\" x| -20342",
        "KEEP_DAYS  | 0       | -20342", "KEEP_DAYS  | -       | -20115",
    })
    void a_bad_parameter_is_refused_and_nothing_is_deleted(String name, String value, int code) throws Exception {
        Map<String, String> parameters = new HashMap<>(CLOSED);
        parameters.put("AGE_COLUMN", "SEEN");
        parameters.put("KEEP_DAYS", "5");
        parameters.put(name, value);
        if (value == null) {
            parameters.remove(name);
        }
        fixture.install("57", "R", parameters);
        StepResult.Failed refused = fixture.fail("iterator", "APP", "T");
        assertThat(refused.errorCode()).isEqualTo(code);
        assertThat(refused.text()).contains(name);
        assertThat(left()).isEqualTo("100 50");
    }

    @Test
    void without_condition_and_age_nothing_is_purged() throws Exception {
        fixture.install("57", "R", Map.of("MAX_ROWS", "1000"));
        assertThat(fixture.fail("iterator", "APP", "T").errorCode()).isEqualTo(-20342);
        assertThat(left()).isEqualTo("100 50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create table APP.U (ID int, STATUS varchar(10))", "create view APP.U as select * from APP.T",
        "create table APP.U (ID double primary key, STATUS varchar(10))"})
    void an_unfit_table_is_refused(String create) throws Exception {
        fixture.sql(create);
        fixture.grant("U");
        assertThat(fixture.fail("iterator", "APP", "U").errorCode()).isEqualTo(-20341);
        assertThat(fixture.fail("iterator", "APP", "NO_SUCH").errorCode()).isEqualTo(-20341);
        assertThat(fixture.fail("iterator", "APP", "U' --").errorCode()).isEqualTo(-20345);
        assertThat(fixture.fail("delete_rows").errorCode()).isEqualTo(-20340);
    }

    @Test
    void in_test_mode_the_first_chunk_is_shown_and_nothing_is_deleted() throws Exception {
        fixture.install("60", "T", CLOSED);
        assertThat(fixture.call("60", "iterator", "APP", "T")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.call("60", "initial")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.call("60", "count_rows")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.call("60", "delete_rows")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.log()).singleElement().matches(SqlStatementRow::preview);
        assertThat(fixture.logTexts().get(0)).contains("DELETE FROM \"APP\".\"T\" WHERE (STATUS = 'CLOSED') AND \"ID\" <= 20;");
        assertThat(fixture.call("60", "refresh_statistics")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.log()).singleElement().matches(SqlStatementRow::preview);
        assertThat(fixture.call("60", "final", "N")).isInstanceOf(StepResult.Completed.class);
        assertThat(left()).isEqualTo("100 50");
        assertThat(fixture.row("select ROWS_FOUND, ROWS_DELETED from PURGE_ROWS_STATE")).isEqualTo("50 0");
    }
}
