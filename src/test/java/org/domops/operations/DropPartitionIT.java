package org.domops.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.domops.fleet.TestApplication;
import org.domops.target.SqlStatementRow;
import org.domops.target.StepResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropPartitionIT {

    private static final String X = "CDR_DATA_P202501_X57_1";
    private static final String KEPT_OF_OLDEST = "SALES.CDR_DATA where START_TIME >= '2025-02-01' or DISPUTED = 'Y'";

    private static final TestApplication APPLICATION = new TestApplication();

    private static DropPartitionFixture fixture;

    @BeforeAll
    static void connect() throws Exception {
        fixture = new DropPartitionFixture(APPLICATION.createClient(), APPLICATION.superuser());
    }

    @AfterAll
    static void disconnect() throws Exception {
        fixture.close();
    }

    @BeforeEach
    void restore() throws Exception {
        APPLICATION.restoreData();
        fixture.restore();
    }

    private void iterate() {
        fixture.run("iterator", "SALES", "CDR_DATA");
    }

    /** Runs the tasks up to and with the given one. */
    private void runThrough(String last) {
        for (String task : DropPartitionFixture.TASKS) {
            fixture.run(task);
            if (task.equals(last)) {
                return;
            }
        }
        throw new IllegalArgumentException(last);
    }

    @Test
    void three_partitions_go_and_every_disputed_call_stays() throws Exception {
        String expected = fixture.content("SALES.CDR_DATA where START_TIME >= '2025-04-01' or DISPUTED = 'Y'");
        List<String> before = fixture.rows("select count(*), sum(DISPUTED = 'Y') from SALES.CDR_DATA"
                + " where START_TIME < '2025-04-01' group by month(START_TIME) order by month(START_TIME)");

        for (int iteration = 1; iteration <= 3; iteration++) {
            iterate();
            if (iteration == 1) {
                fixture.run("initial");
            }
            runThrough("record_history");
        }
        StepResult.Failed complete = fixture.fail("iterator", "SALES", "CDR_DATA");
        fixture.run("final", "N");

        assertThat(complete.errorCode()).isEqualTo(-20100);
        assertThat(fixture.partitions()).hasSize(7).startsWith("P202504");
        assertThat(fixture.content("SALES.CDR_DATA")).isEqualTo(expected);
        assertThat(fixture.exchangeTables()).isEmpty();
        // a month's disputed calls go on into the next month's partition, and with it once more
        long kept = 0;
        List<String> history = fixture.rows("select PARTITION_NAME, ROWS_BEFORE, ROWS_KEPT from DROP_PARTITION_HISTORY"
                + " where RUN_ID = '57' and OWNER = 'SALES' and OBJECT_NAME = 'CDR_DATA' order by PARTITION_NAME");
        assertThat(history).hasSize(3);
        for (int month = 0; month < 3; month++) {
            String[] counts = before.get(month).split(" ");
            long rows = Long.parseLong(counts[0]) + kept;
            kept += Long.parseLong(counts[1]);
            assertThat(history.get(month)).isEqualTo("P20250" + (month + 1) + " " + rows + " " + kept);
        }
        assertThat(fixture.rows("select count(*) from DROP_PARTITION_HISTORY where CHOSEN_AT <= EXCHANGED_AT"
                + " and EXCHANGED_AT <= RECORDED_AT")).containsExactly("3");
        assertThat(fixture.rows("select AFTER_ERROR, CLOSED_AT is null from DROP_PARTITION_NOTICES")).containsExactly("N 0");
    }

    @Test
    void each_task_called_twice_leaves_what_one_call_leaves() throws Exception {
        String expected = fixture.content(KEPT_OF_OLDEST);
        iterate();
        iterate();
        fixture.run("initial");
        fixture.run("initial");
        for (String task : DropPartitionFixture.TASKS) {
            fixture.run(task);
            List<String> once = state();
            fixture.run(task);
            assertThat(state()).as(task).isEqualTo(once);
        }
        fixture.run("final", "N");
        List<String> once = fixture.rows("select * from DROP_PARTITION_NOTICES");
        fixture.run("final", "N");
        assertThat(fixture.rows("select * from DROP_PARTITION_NOTICES")).isEqualTo(once).hasSize(1);
        assertThat(fixture.content("SALES.CDR_DATA")).isEqualTo(expected);
    }

    @Test
    void all_tasks_called_again_after_the_last_change_nothing() throws Exception {
        iterate();
        runThrough("record_history");
        List<String> once = state();
        runThrough("record_history");
        assertThat(state()).isEqualTo(once);
    }

    private List<String> state() throws Exception {
        List<String> all = fixture.rows("select * from DROP_PARTITION_STATE");
        all.addAll(fixture.rows("select * from DROP_PARTITION_HISTORY"));
        all.addAll(fixture.partitions());
        all.add(fixture.content("SALES.CDR_DATA"));
        for (String table : fixture.exchangeTables()) {
            all.add(table + " " + fixture.content(table));
            all.addAll(fixture.rows("select count(partition_name) from information_schema.partitions"
                    + " where table_name = '" + table + "'"));
        }
        return all;
    }

    /** What the task had done, by its own statement, when its session died; the step's mark was not set. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "                      | create_exchange_table | create table " + X + " like SALES.CDR_DATA",
        "create_exchange_table | exchange_partition    | alter table SALES.CDR_DATA exchange partition P202501 with table " + X,
        "exchange_partition    | drop_partition        | alter table SALES.CDR_DATA drop partition P202501",
        "drop_partition        | repopulate            | insert into SALES.CDR_DATA select * from " + X + " where DISPUTED = 'Y'",
        "drop_partition        | repopulate            | insert into SALES.CDR_DATA select * from " + X + " where DISPUTED = 'Y' limit 9",
        "repopulate            | rebuild_statistics    | analyze table SALES.CDR_DATA",
        "rebuild_statistics    | drop_exchange_table   | drop table " + X,
        "drop_exchange_table   | record_history        | insert into DROP_PARTITION_HISTORY select RUN_ID, OWNER, OBJECT_NAME,"
                + " PARTITION_NAME, ROWS_BEFORE, ROWS_KEPT, CHOSEN_AT, EXCHANGED_AT, now() from DROP_PARTITION_STATE",
    })
    void a_task_that_died_half_way_is_completed_by_the_next_call(String before, String task, String done) throws Exception {
        String expected = fixture.content(KEPT_OF_OLDEST);
        iterate();
        if (before != null) {
            runThrough(before);
        }
        fixture.sql(done);
        // the restart: ITERATOR is not called again, INITIAL is, then the task and those after it
        fixture.run("initial");
        DropPartitionFixture.TASKS.stream().skip(DropPartitionFixture.TASKS.indexOf(task)).forEach(fixture::run);

        assertThat(fixture.content("SALES.CDR_DATA")).isEqualTo(expected);
        assertThat(fixture.partitions()).hasSize(9).startsWith("P202502");
        assertThat(fixture.exchangeTables()).isEmpty();
        assertThat(fixture.rows("select FINISHED from DROP_PARTITION_STATE")).containsExactly("Y");
        assertThat(fixture.rows("select PARTITION_NAME, ROWS_BEFORE > ROWS_KEPT from DROP_PARTITION_HISTORY"))
                .containsExactly("P202501 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create_exchange_table", "exchange_partition", "drop_partition", "repopulate",
        "drop_exchange_table"})
    void the_iterator_keeps_work_that_was_begun_and_a_restart_from_it_ends_well(String last) throws Exception {
        String expected = fixture.content(KEPT_OF_OLDEST);
        iterate();
        runThrough(last);
        List<String> begun = fixture.rows("select * from DROP_PARTITION_STATE");
        iterate();
        assertThat(fixture.rows("select * from DROP_PARTITION_STATE")).isEqualTo(begun);
        runThrough("record_history");
        assertThat(fixture.content("SALES.CDR_DATA")).isEqualTo(expected);
        assertThat(fixture.rows("select PARTITION_NAME, ROWS_BEFORE > ROWS_KEPT from DROP_PARTITION_HISTORY"))
                .containsExactly("P202501 1");
    }

    @Test
    void work_that_was_not_begun_is_chosen_anew() throws Exception {
        iterate();
        fixture.install("57", "R", "10");
        assertThat(fixture.fail("iterator", "SALES", "CDR_DATA").errorCode()).isEqualTo(-20100);
        fixture.install("57", "R", "9");
        iterate();
        assertThat(fixture.rows("select PARTITION_NAME, CHOSEN_NO from DROP_PARTITION_STATE")).containsExactly("P202501 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create_exchange_table", "exchange_partition", "drop_partition", "repopulate"})
    void the_work_of_a_run_that_was_given_up_is_taken_over(String last) throws Exception {
        String expected = fixture.content(KEPT_OF_OLDEST);
        iterate();
        runThrough(last);
        fixture.install("58", "R", "7");
        assertThat(fixture.iterate("58")).isInstanceOf(StepResult.Completed.class);
        for (String task : DropPartitionFixture.TASKS) {
            assertThat(fixture.call("58", task)).as(task).isInstanceOf(StepResult.Completed.class);
        }
        assertThat(fixture.content("SALES.CDR_DATA")).isEqualTo(expected);
        assertThat(fixture.exchangeTables()).isEmpty();
        assertThat(fixture.rows("select RUN_ID, PARTITION_NAME, ROWS_BEFORE > ROWS_KEPT from DROP_PARTITION_HISTORY"))
                .containsExactly("58 P202501 1");
        fixture.iterate("58");
        assertThat(fixture.rows("select PARTITION_NAME from DROP_PARTITION_STATE where RUN_ID = '58'"))
                .containsExactly("P202502");
    }

    @ParameterizedTest
    @ValueSource(strings = {"57", "58"})
    void a_partition_that_was_rolled_off_gets_its_row_in_the_history_even_if_its_run_was_given_up(String again) throws Exception {
        iterate();
        runThrough("drop_exchange_table");
        List<String> facts = fixture.rows("select PARTITION_NAME, ROWS_BEFORE, ROWS_KEPT, CHOSEN_AT, EXCHANGED_AT"
                + " from DROP_PARTITION_STATE");
        fixture.install(again, "R", "9");
        assertThat(fixture.iterate(again)).isInstanceOf(StepResult.Completed.class);
        for (String task : DropPartitionFixture.TASKS) {
            assertThat(fixture.call(again, task)).as(task).isInstanceOf(StepResult.Completed.class);
        }
        String recorded = "select PARTITION_NAME, ROWS_BEFORE, ROWS_KEPT, CHOSEN_AT, EXCHANGED_AT from DROP_PARTITION_HISTORY";
        assertThat(fixture.rows(recorded)).isEqualTo(facts).hasSize(1);
        // neither run nor a third one finds it once more
        for (String run : List.of(again, "57", "59")) {
            fixture.install(run, "R", "9");
            assertThat(((StepResult.Failed) fixture.iterate(run)).errorCode()).as(run).isEqualTo(-20100);
        }
    }

    @Test
    void a_row_in_the_history_whose_run_died_after_it_is_not_written_twice() throws Exception {
        iterate();
        runThrough("record_history");
        fixture.sql("update DROP_PARTITION_STATE set FINISHED = 'N'");
        fixture.install("58", "R", "9");
        assertThat(((StepResult.Failed) fixture.iterate("58")).errorCode()).isEqualTo(-20100);
        assertThat(fixture.rows("select RUN_ID from DROP_PARTITION_HISTORY")).containsExactly("57");
    }

    @Test
    void calls_that_come_in_after_the_exchange_are_not_lost() throws Exception {
        iterate();
        runThrough("exchange_partition");
        fixture.sql("insert into SALES.CDR_DATA values (-1, '2025-01-15', '1', '2', 3, 4, 'N', null)");
        StepResult.Failed refused = fixture.fail("drop_partition");
        assertThat(refused.errorCode()).isEqualTo(-20303);
        assertThat(refused.text()).contains("P202501").contains("1 rows").contains(X);
        assertThat(fixture.partitions()).startsWith("P202501");
        fixture.sql("insert into " + X + " select * from SALES.CDR_DATA where ID = -1");
        fixture.sql("delete from SALES.CDR_DATA where ID = -1");
        fixture.run("drop_partition");
        assertThat(fixture.partitions()).startsWith("P202502");
    }

    @Test
    void a_task_out_of_order_is_refused() throws Exception {
        assertThat(fixture.fail("create_exchange_table").errorCode()).isEqualTo(-20300);
        iterate();
        assertThat(fixture.fail("drop_partition").errorCode()).isEqualTo(-20303);
        runThrough("exchange_partition");
        assertThat(fixture.fail("repopulate").errorCode()).isEqualTo(-20304);
        fixture.run("drop_partition");
        StepResult.Failed refused = fixture.fail("drop_exchange_table");
        assertThat(refused.errorCode()).isEqualTo(-20303);
        assertThat(refused.text()).contains("REPOPULATE comes first");
        assertThat(fixture.exchangeTables()).containsExactly(X);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "NO_SUCH  | select 1                                                                     | there is no table",
        "PLAIN    | create table SALES.PLAIN (ID int primary key, DISPUTED char(1))              | not partitioned by range",
        "BY_HASH  | create table SALES.BY_HASH (ID int primary key, DISPUTED char(1)) partition by hash (ID) partitions 9"
                + " | not partitioned by range",
        "NO_KEY   | create table SALES.NO_KEY (ID int, DISPUTED char(1)) partition by range (ID) (partition P1 values less than (1))"
                + " | no primary key",
        "NO_FLAG  | create table SALES.NO_FLAG (ID int primary key) partition by range (ID) (partition P1 values less than (1))"
                + " | no column DISPUTED",
    })
    void an_unfit_table_is_refused_before_anything_is_changed(String table, String create, String message) throws Exception {
        fixture.sql(create);
        fixture.sql("grant select on SALES.* to DOM_CLIENT@localhost");
        try {
            StepResult.Failed refused = fixture.fail("iterator", "SALES", table);
            assertThat(refused.errorCode()).isEqualTo(-20301);
            assertThat(refused.text()).contains(table).contains(message);
        } finally {
            fixture.sql("revoke select on SALES.* from DOM_CLIENT@localhost");
            fixture.sql("drop table if exists SALES." + table);
        }
        assertThat(fixture.rows("select * from DROP_PARTITION_STATE")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, -20302", "-1, -20302", "1.5, -20302", "seven, -20225", ", -20115"})
    void a_bad_number_of_partitions_to_keep_is_refused(String value, int code) throws Exception {
        fixture.install("57", "R", value);
        StepResult.Failed refused = fixture.fail("iterator", "SALES", "CDR_DATA");
        assertThat(refused.errorCode()).isEqualTo(code);
        assertThat(refused.text()).contains("KEEP_PARTITIONS");
    }

    @Test
    void a_name_that_can_not_be_quoted_safely_is_refused() {
        assertThat(fixture.fail("iterator", "SALES", "CDR\" x; --").errorCode()).isEqualTo(-20305);
        assertThat(fixture.fail("iterator", "SA'LES", "CDR_DATA").errorCode()).isEqualTo(-20305);
    }

    @Test
    void the_last_partition_is_never_dropped() throws Exception {
        fixture.install("57", "R", "1");
        for (int iteration = 1; iteration <= 9; iteration++) {
            iterate();
            runThrough("record_history");
        }
        assertThat(fixture.fail("iterator", "SALES", "CDR_DATA").errorCode()).isEqualTo(-20100);
        assertThat(fixture.partitions()).containsExactly("P202510");
    }

    @Test
    void in_test_mode_every_statement_is_shown_and_nothing_is_changed() throws Exception {
        String before = fixture.content("SALES.CDR_DATA");
        fixture.install("60", "T", "7");
        assertThat(fixture.iterate("60")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.call("60", "initial")).isInstanceOf(StepResult.Completed.class);
        for (String task : DropPartitionFixture.TASKS) {
            assertThat(fixture.call("60", task)).as(task).isInstanceOf(StepResult.Completed.class);
            assertThat(fixture.log()).as(task).isNotEmpty().allMatch(SqlStatementRow::preview);
        }
        assertThat(fixture.call("60", "final", "N")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.content("SALES.CDR_DATA")).isEqualTo(before);
        assertThat(fixture.partitions()).hasSize(10);
        assertThat(fixture.exchangeTables()).isEmpty();
        assertThat(fixture.rows("select * from DROP_PARTITION_HISTORY")).isEmpty();
        assertThat(fixture.rows("select * from DROP_PARTITION_NOTICES")).isEmpty();
    }

    @Test
    void the_notice_is_closed_after_an_error_and_opened_again_by_the_restart() throws Exception {
        iterate();
        fixture.run("initial");
        List<String> opened = fixture.rows("select OPENED_AT from DROP_PARTITION_NOTICES where CLOSED_AT is null");
        assertThat(opened).hasSize(1);
        fixture.run("final", "Y");
        assertThat(fixture.rows("select AFTER_ERROR from DROP_PARTITION_NOTICES where CLOSED_AT is not null"))
                .containsExactly("Y");
        fixture.run("initial");
        assertThat(fixture.rows("select OPENED_AT from DROP_PARTITION_NOTICES where CLOSED_AT is null and AFTER_ERROR is null"))
                .isEqualTo(opened);
    }

    @Test
    void what_changes_anything_is_in_the_sql_log_with_its_rows() throws Exception {
        iterate();
        runThrough("drop_partition");
        assertThat(fixture.log()).singleElement().satisfies(row -> {
            assertThat(row.sqlText()).isEqualTo("ALTER TABLE \"SALES\".\"CDR_DATA\" DROP PARTITION \"P202501\"");
            assertThat(row.status()).isEqualTo("C");
        });
        fixture.run("repopulate");
        long disputed = Long.parseLong(fixture.rows("select count(*) from " + X + " where DISPUTED = 'Y'").get(0));
        assertThat(fixture.log()).singleElement().extracting(SqlStatementRow::rows).isEqualTo(disputed);
        fixture.run("repopulate");
        assertThat(fixture.log()).singleElement().extracting(SqlStatementRow::rows).isEqualTo(0L);
    }
}
