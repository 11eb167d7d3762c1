package org.domops.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.domops.target.SqlStatementRow;
import org.domops.target.StepResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatherStatisticsIT {

    private static final String COLUMNS = "select column_name from mysql.column_stats where db_name = 'APP' order by 1";

    private static OperationFixture fixture;

    @BeforeAll
    static void connect() throws Exception {
        fixture = new OperationFixture("gather_statistics", "GATHER_STATISTICS_STATE");
    }

    @AfterAll
    static void disconnect() throws Exception {
        fixture.close();
    }

    @BeforeEach
    void restore() throws Exception {
        fixture.restore();
        fixture.sql("create table APP.T (ID int primary key, A int, B varchar(40), key T_I1 (A))");
        fixture.sql("insert into APP.T select seq, seq % 10, md5(seq) from APP.seq_1_to_1000");
        fixture.grant("T");
    }

    private static void round() {
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        fixture.run("gather");
        fixture.run("check_result");
    }

    private static void complete() {
        assertThat(fixture.iterate()).isFalse();
        fixture.run("final", "N");
    }

    private static StepResult iterate(String run) throws Exception {
        return fixture.call(run, "iterator", "APP", "T");
    }

    @Test
    void gather_statistics_gathers_what_is_missing_or_stale_and_nothing_else() throws Exception {
        round();
        complete();
        assertThat(fixture.rows(COLUMNS)).containsExactly("A", "B", "ID");
        assertThat(fixture.row("select cardinality from mysql.table_stats where db_name = 'APP'")).isEqualTo("1000");
        assertThat(fixture.row("select REASON, ROWS_BEFORE, ROWS_AFTER, AFTER_ERROR from GATHER_STATISTICS_STATE"))
                .isEqualTo("there are none null 1000 N");

        fixture.install("58", "R", Map.of("STALE_PERCENT", "20"));
        fixture.sql("insert into APP.T select 10000 + seq, 1, null from APP.seq_1_to_150");
        assertThat(iterate("58")).as("15 percent more").isInstanceOf(StepResult.Failed.class);
        fixture.sql("insert into APP.T select 20000 + seq, 1, null from APP.seq_1_to_150");
        assertThat(iterate("58")).as("30 percent more").isInstanceOf(StepResult.Completed.class);
        for (String task : List.of("initial", "gather", "check_result")) {
            assertThat(fixture.call("58", task)).as(task).isInstanceOf(StepResult.Completed.class);
        }
        assertThat(fixture.row("select ROWS_BEFORE, ROWS_AFTER from GATHER_STATISTICS_STATE where RUN_ID = '58'"))
                .isEqualTo("1000 1300");
        assertThat(((StepResult.Failed) iterate("58")).errorCode()).isEqualTo(-20100);
    }

    @Test
    void statistics_older_than_a_number_of_days_are_gathered_again() throws Exception {
        fixture.sql("analyze table APP.T persistent for all");
        fixture.install("57", "R", Map.of("MAX_AGE_DAYS", "7"));
        round();
        complete();
        assertThat(fixture.row("select REASON from GATHER_STATISTICS_STATE")).isEqualTo("gathered last by DOM never");
        fixture.install("58", "R", Map.of("MAX_AGE_DAYS", "7"));
        assertThat(iterate("58")).isInstanceOf(StepResult.Failed.class);
        fixture.sql("update GATHER_STATISTICS_STATE set GATHERED_AT = GATHERED_AT - interval 8 day");
        assertThat(iterate("58")).isInstanceOf(StepResult.Completed.class);
    }

    @Test
    void statistics_may_be_of_some_columns_and_of_a_sample() throws Exception {
        fixture.install("57", "R", Map.of("COLUMNS", "B, A", "SAMPLE_PERCENT", "50"));
        assertThat(fixture.iterate()).isTrue();
        fixture.run("gather");
        assertThat(fixture.logTexts()).containsExactly(
                "ANALYZE TABLE \"APP\".\"T\" PERSISTENT FOR COLUMNS (\"B\", \"A\") INDEXES ALL");
        fixture.run("check_result");
        assertThat(fixture.rows(COLUMNS)).containsExactly("A", "B");
    }

    @Test
    void a_partitioned_table_is_gathered_as_a_whole() throws Exception {
        fixture.sql("alter table APP.T partition by hash (ID) partitions 4");
        round();
        complete();
        assertThat(fixture.row("select cardinality from mysql.table_stats where db_name = 'APP'")).isEqualTo("1000");
    }

    @Test
    void a_table_with_good_statistics_is_left_alone() throws Exception {
        fixture.sql("analyze table APP.T persistent for all");
        assertThat(fixture.iterate()).isFalse();
        assertThat(fixture.rows("select * from GATHER_STATISTICS_STATE")).isEmpty();
        fixture.install("57", "R", Map.of("STALE_PERCENT", "0"));
        assertThat(fixture.iterate()).as("0 percent: always").isTrue();
    }

    @Test
    void each_task_called_twice_leaves_what_one_call_leaves() throws Exception {
        assertThat(fixture.iterate()).isTrue();
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        fixture.run("initial");
        for (String task : List.of("gather", "check_result", "gather", "check_result")) {
            fixture.run(task);
            List<String> once = state();
            fixture.run(task);
            assertThat(state()).as(task).isEqualTo(once);
        }
        fixture.run("final", "N");
        fixture.run("final", "N");
        assertThat(fixture.row("select AFTER_ERROR from GATHER_STATISTICS_STATE")).isEqualTo("N");
    }

    private static List<String> state() throws Exception {
        List<String> all = fixture.rows("select * from mysql.table_stats where db_name = 'APP'");
        all.addAll(fixture.rows("select db_name, table_name, column_name, min_value, max_value, nulls_ratio from"
                + " mysql.column_stats where db_name = 'APP'"));
        all.addAll(fixture.rows("select REASON, ROWS_AFTER, GATHERED_AT is null, CHECKED_AT is null from GATHER_STATISTICS_STATE"));
        return all;
    }

    @Test
    void statistics_gathered_by_a_call_that_died_are_gathered_again_and_end_well() throws Exception {
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        fixture.sql("analyze table APP.T persistent for all");
        StepResult.Failed unmarked = fixture.fail("check_result");
        assertThat(unmarked.errorCode()).isEqualTo(-20333);
        fixture.run("final", "Y");
        fixture.run("initial");
        fixture.run("gather");
        fixture.run("check_result");
        complete();
        assertThat(fixture.row("select ROWS_AFTER from GATHER_STATISTICS_STATE")).isEqualTo("1000");
    }

    @Test
    void each_task_that_fails_goes_on_when_its_cause_is_mended() throws Exception {
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        fixture.sql("revoke insert on APP.T from DOM_CLIENT@localhost");
        assertThat(fixture.fail("gather").errorCode()).isEqualTo(1142);
        fixture.run("final", "Y");
        fixture.grant("T");
        fixture.run("initial");
        fixture.run("gather");
        fixture.sql("delete from mysql.table_stats where db_name = 'APP'");
        StepResult.Failed none = fixture.fail("check_result");
        assertThat(none.errorCode()).isEqualTo(-20333);
        assertThat(none.text()).contains("\"APP\".\"T\"");
        assertThat(fixture.iterate()).as("the restart from the iterator").isTrue();
        fixture.run("gather");
        fixture.run("check_result");
        complete();
    }

    @ParameterizedTest
    @CsvSource({"STALE_PERCENT, -1, -20332", "STALE_PERCENT, 1001, -20332", "STALE_PERCENT, few, -20225",
        "MAX_AGE_DAYS, -1, -20332", "MAX_AGE_DAYS, old, -20225", "SAMPLE_PERCENT, 101, -20332", "SAMPLE_PERCENT, all, -20225",
        "COLUMNS, 'A, NO_SUCH', -20332", "COLUMNS, 'A) x', -20332", "COLUMNS, 'A,', -20332"})
    void a_bad_parameter_is_refused_and_nothing_is_gathered(String name, String value, int code) throws Exception {
        fixture.install("57", "R", Map.of(name, value));
        StepResult.Failed refused = fixture.fail("iterator", "APP", "T");
        assertThat(refused.errorCode()).isEqualTo(code);
        assertThat(refused.text()).contains(name);
        assertThat(fixture.rows("select * from GATHER_STATISTICS_STATE")).isEmpty();
        assertThat(fixture.rows(COLUMNS)).isEmpty();
    }

    @Test
    void what_is_not_there_or_unfit_or_out_of_order_is_refused() throws Exception {
        fixture.sql("create view APP.V as select * from APP.T");
        fixture.grant("V");
        assertThat(fixture.fail("gather").errorCode()).isEqualTo(-20330);
        assertThat(fixture.fail("iterator", "APP", "V").errorCode()).isEqualTo(-20331);
        assertThat(fixture.fail("iterator", "APP", "NO_SUCH").errorCode()).isEqualTo(-20331);
        assertThat(fixture.fail("iterator", "APP", "T\"").errorCode()).isEqualTo(-20335);
        assertThat(fixture.iterate()).isTrue();
        fixture.sql("drop table APP.T");
        assertThat(fixture.fail("initial").errorCode()).isEqualTo(-20331);
    }

    @Test
    void in_test_mode_the_statement_is_shown_and_nothing_is_gathered() throws Exception {
        fixture.install("60", "T", Map.of());
        assertThat(iterate("60")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.call("60", "initial")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.call("60", "gather")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.log()).singleElement().matches(SqlStatementRow::preview);
        assertThat(fixture.logTexts()).containsExactly("ANALYZE TABLE \"APP\".\"T\" PERSISTENT FOR ALL");
        assertThat(fixture.call("60", "check_result")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.call("60", "final", "N")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.rows(COLUMNS)).isEmpty();
        assertThat(fixture.row("select GATHERED_AT is null from GATHER_STATISTICS_STATE")).isEqualTo("1");
    }
}
