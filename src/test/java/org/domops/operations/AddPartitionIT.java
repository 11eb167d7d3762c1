package org.domops.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
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

class AddPartitionIT {

    private static final Map<String, String> MONTHLY =
            Map.of("KEEP_FUTURE", "2", "PERIOD", "MONTH", "AS_OF", "2025-03-10");
    private static final String P202504 = "partition P202504 values less than ('2025-05-01')";

    private static OperationFixture fixture;

    @BeforeAll
    static void connect() throws Exception {
        fixture = new OperationFixture("add_partition", "ADD_PARTITION_STATE");
    }

    @AfterAll
    static void disconnect() throws Exception {
        fixture.close();
    }

    @BeforeEach
    void restore() throws Exception {
        fixture.restore();
    }

    private static void table(String partitioning) throws Exception {
        fixture.sql("create table APP.T (ID int, DAY date not null, primary key (ID, DAY)) " + partitioning);
        fixture.grant("T");
        fixture.install("57", "R", MONTHLY);
    }

    private static void monthly(String more) throws Exception {
        table("partition by range columns (DAY) (partition P202502 values less than ('2025-03-01'),"
                + " partition P202503 values less than ('2025-04-01')" + more + ")");
    }

    private static List<String> partitions() throws Exception {
        return fixture.rows("select partition_name, partition_description from information_schema.partitions"
                + " where table_schema = 'APP' and table_name = 'T' order by partition_ordinal_position");
    }

    /** Runs rounds until the object is complete. @return how many */
    private static int runAll() {
        int rounds = 0;
        while (fixture.iterate()) {
            fixture.run("initial");
            fixture.run("add_partition");
            fixture.run("refresh_statistics");
            rounds++;
        }
        return rounds;
    }

    @Test
    void add_partition_keeps_partitions_ready_for_the_coming_periods() throws Exception {
        monthly("");
        assertThat(runAll()).isEqualTo(2);
        fixture.run("final", "N");
        assertThat(partitions()).containsExactly("P202502 '2025-03-01'", "P202503 '2025-04-01'",
                "P202504 '2025-05-01'", "P202505 '2025-06-01'");
        assertThat(fixture.rows("select CHOSEN_NO, PARTITION_NAME, date(LESS_THAN), ADDED_AT >= CHOSEN_AT,"
                + " REFRESHED_AT >= ADDED_AT, AFTER_ERROR from ADD_PARTITION_STATE order by CHOSEN_NO"))
                .containsExactly("1 P202504 2025-05-01 1 1 null", "2 P202505 2025-06-01 1 1 N");
        assertThat(runAll()).as("nothing is left to do").isZero();
    }

    @Test
    void add_partition_splits_a_maxvalue_partition_and_keeps_its_rows() throws Exception {
        monthly(", partition PMAX values less than (maxvalue)");
        fixture.sql("insert into APP.T values (1, '2025-04-30'), (2, '2025-05-01'), (3, '2027-01-01')");
        assertThat(runAll()).isEqualTo(2);
        assertThat(partitions()).containsExactly("P202502 '2025-03-01'", "P202503 '2025-04-01'",
                "P202504 '2025-05-01'", "P202505 '2025-06-01'", "PMAX MAXVALUE");
        assertThat(fixture.rows("select ID from APP.T partition (P202504)")).containsExactly("1");
        assertThat(fixture.rows("select ID from APP.T partition (P202505)")).containsExactly("2");
        assertThat(fixture.rows("select ID from APP.T partition (PMAX)")).containsExactly("3");
    }

    @Test
    void a_table_with_nothing_but_a_maxvalue_partition_begins_with_the_current_period() throws Exception {
        table("partition by range columns (DAY) (partition PMAX values less than (maxvalue))");
        assertThat(runAll()).isEqualTo(3);
        assertThat(partitions()).containsExactly("P202503 '2025-04-01'", "P202504 '2025-05-01'",
                "P202505 '2025-06-01'", "PMAX MAXVALUE");
    }

    @Test
    void months_that_were_missed_get_their_partitions_too() throws Exception {
        table("partition by range (to_days(DAY)) (partition P202411 values less than (to_days('2024-12-01')))");
        assertThat(runAll()).isEqualTo(6);
        assertThat(fixture.rows("select partition_name, from_days(partition_description) from information_schema.partitions"
                + " where table_schema = 'APP' order by partition_ordinal_position"))
                .startsWith("P202411 2024-12-01", "P202412 2025-01-01").endsWith("P202505 2025-06-01").hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({
        "DAY,  2025-02-27, 2025-02-27, D_{DD}_{MM}_{YYYY}, D_27_02_2025 D_28_02_2025 D_01_03_2025",
        "DAY,  2025-02-27, 2025-02-27, ,                   P20250227 P20250228 P20250301",
        "YEAR, 2025-12-31, 2025-01-01, ,                   P2025 P2026 P2027",
        "YEAR, 2025-12-31, 2026-01-01, Y{YYYY},            Y2026 Y2027",
        "MONTH,2024-12-31, 2025-01-01, ,                   P202501 P202502",
    })
    void each_period_has_its_bounds_and_its_names(String period, String asOf, String last, String pattern, String names)
            throws Exception {
        table("partition by range columns (DAY) (partition OLD values less than ('" + last + "'))");
        Map<String, String> parameters = new HashMap<>(Map.of("KEEP_FUTURE", "2", "PERIOD", period, "AS_OF", asOf));
        if (pattern != null) {
            parameters.put("NAME_PATTERN", pattern);
        }
        fixture.install("57", "R", parameters);
        runAll();
        assertThat(fixture.rows("select partition_name from information_schema.partitions where table_schema = 'APP'"
                + " and partition_name <> 'OLD' order by partition_ordinal_position"))
                .containsExactly(names.split(" "));
    }

    @Test
    void without_as_of_the_current_period_is_that_of_today() throws Exception {
        table("partition by range columns (DAY) (partition PMAX values less than (maxvalue))");
        fixture.install("57", "R", Map.of("KEEP_FUTURE", "1", "PERIOD", "DAY"));
        assertThat(runAll()).isEqualTo(2);
        assertThat(fixture.row("select max(LESS_THAN) - interval 2 day = date(max(CHOSEN_AT)) from ADD_PARTITION_STATE"))
                .isEqualTo("1");
    }

    @Test
    void each_task_called_twice_leaves_what_one_call_leaves() throws Exception {
        monthly(", partition PMAX values less than (maxvalue)");
        assertThat(fixture.iterate()).isTrue();
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        fixture.run("initial");
        for (String task : List.of("add_partition", "refresh_statistics")) {
            fixture.run(task);
            List<String> once = state();
            fixture.run(task);
            assertThat(state()).as(task).isEqualTo(once);
        }
        fixture.run("final", "N");
        fixture.run("final", "N");
        assertThat(fixture.rows("select PARTITION_NAME, AFTER_ERROR from ADD_PARTITION_STATE")).containsExactly("P202504 N");
    }

    private static List<String> state() throws Exception {
        List<String> all = partitions();
        all.addAll(fixture.rows("select PARTITION_NAME, ADDED_AT, REFRESHED_AT is null from ADD_PARTITION_STATE"));
        return all;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                                           | add partition (" + P202504 + ")",
        ", partition PMAX values less than (maxvalue) | reorganize partition PMAX into (" + P202504
                + ", partition PMAX values less than (maxvalue))",
    })
    void a_partition_that_was_added_by_a_call_that_died_is_not_added_again(String more, String done) throws Exception {
        monthly(more);
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        fixture.sql("alter table APP.T " + done);
        fixture.run("final", "Y");

        fixture.run("initial");
        fixture.run("add_partition");
        assertThat(fixture.logTexts()).isEmpty();
        fixture.run("refresh_statistics");
        assertThat(runAll()).isEqualTo(1);
        assertThat(partitions()).contains("P202504 '2025-05-01'", "P202505 '2025-06-01'");
    }

    @Test
    void a_restart_from_the_iterator_keeps_a_partition_whose_tasks_are_not_done() throws Exception {
        monthly("");
        assertThat(fixture.iterate()).isTrue();
        fixture.run("add_partition");
        assertThat(fixture.iterate()).isTrue();
        assertThat(fixture.rows("select PARTITION_NAME from ADD_PARTITION_STATE")).containsExactly("P202504");
        fixture.run("add_partition");
        fixture.run("refresh_statistics");
        assertThat(runAll()).isEqualTo(1);
    }

    @Test
    void a_failed_task_goes_on_when_its_cause_is_mended() throws Exception {
        monthly("");
        assertThat(fixture.iterate()).isTrue();
        fixture.sql("revoke alter on APP.T from DOM_CLIENT@localhost");
        assertThat(fixture.fail("add_partition").errorCode()).isEqualTo(1142);
        fixture.run("final", "Y");
        assertThat(fixture.row("select ADDED_AT is null, AFTER_ERROR from ADD_PARTITION_STATE")).isEqualTo("1 Y");
        assertThat(partitions()).hasSize(2);
        fixture.grant("T");
        fixture.run("initial");
        fixture.run("add_partition");
        fixture.sql("revoke insert on APP.T from DOM_CLIENT@localhost");
        assertThat(fixture.fail("refresh_statistics").errorCode()).isEqualTo(1142);
        fixture.grant("T");
        fixture.run("initial");
        fixture.run("refresh_statistics");
        assertThat(runAll()).isEqualTo(1);
        assertThat(partitions()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "KEEP_FUTURE  | 0         | -20312", "KEEP_FUTURE  | 1.5       | -20312", "KEEP_FUTURE  | 1001      | -20312",
        "KEEP_FUTURE  | two       | -20225", "KEEP_FUTURE  | -         | -20115", "PERIOD       | WEEK      | -20312",
        "PERIOD       | -         | -20115", "AS_OF        | 2025-02-30 | -20225", "AS_OF       | tomorrow  | -20225",
        "NAME_PATTERN | P{YYYY}   | -20312", "NAME_PATTERN | P{MM}     | -20312", "NAME_PATTERN | {YYYY}{MM} | -20312",
        "NAME_PATTERN | P{YYYY}{MM}{HH} | -20312", "NAME_PATTERN | P{YYYY}{MM}) x | -20312",
    })
    void a_bad_parameter_is_refused_and_nothing_is_changed(String name, String value, int code) throws Exception {
        monthly("");
        Map<String, String> parameters = new HashMap<>(MONTHLY);
        parameters.put(name, value);
        if (value == null) {
            parameters.remove(name);
        }
        fixture.install("57", "R", parameters);
        StepResult.Failed refused = fixture.fail("iterator", "APP", "T");
        assertThat(refused.errorCode()).isEqualTo(code);
        assertThat(refused.text()).contains(name);
        assertThat(partitions()).hasSize(2);
        assertThat(fixture.rows("select * from ADD_PARTITION_STATE")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                                                                                     | not partitioned by range",
        "partition by hash (ID) partitions 4                                                    | not partitioned by range",
        "partition by range (ID) (partition P1 values less than (1))                            | expected RANGE COLUMNS",
        "partition by range (year(DAY)) (partition P1 values less than (2025))                  | expected RANGE COLUMNS",
        "partition by range columns (ID) (partition P1 values less than (5))                    | expected RANGE COLUMNS",
        "partition by range columns (DAY, ID) (partition P1 values less than ('2025-01-01', 5)) | expected RANGE COLUMNS",
        "partition by range columns (DAY) subpartition by hash (ID) subpartitions 2"
                + " (partition P1 values less than ('2025-01-01'))                              | without subpartitions",
        "partition by range columns (DAY) (partition P1 values less than ('2025-03-15'))        | not where a MONTH begins",
    })
    void an_unfit_table_is_refused_before_anything_is_changed(String partitioning, String message) throws Exception {
        table(partitioning);
        StepResult.Failed refused = fixture.fail("iterator", "APP", "T");
        assertThat(refused.errorCode()).isEqualTo(-20311);
        assertThat(refused.text()).contains(message);
        assertThat(fixture.rows("select * from ADD_PARTITION_STATE")).isEmpty();
    }

    @Test
    void what_is_not_there_or_out_of_order_or_misnamed_is_refused() throws Exception {
        monthly("");
        assertThat(fixture.fail("add_partition").errorCode()).isEqualTo(-20310);
        assertThat(fixture.fail("iterator", "APP", "NO_SUCH").errorCode()).isEqualTo(-20311);
        assertThat(fixture.fail("iterator", "APP", "T\" x --").errorCode()).isEqualTo(-20315);
        assertThat(fixture.iterate()).isTrue();
        fixture.sql("drop table APP.T");
        assertThat(fixture.fail("initial").errorCode()).isEqualTo(-20311);
    }

    @Test
    void a_name_that_another_period_has_is_refused() throws Exception {
        table("partition by range columns (DAY) (partition P202504 values less than ('2025-04-01'))");
        assertThat(fixture.fail("iterator", "APP", "T").errorCode()).isEqualTo(-20313);
        fixture.sql("alter table APP.T remove partitioning");
        fixture.sql("alter table APP.T partition by range columns (DAY) (partition P1 values less than ('2025-04-01'))");
        assertThat(fixture.iterate()).isTrue();
        fixture.sql("alter table APP.T add partition (partition P202504 values less than ('2025-06-01'))");
        assertThat(fixture.fail("add_partition").errorCode()).isEqualTo(-20313);
        assertThat(partitions()).containsExactly("P1 '2025-04-01'", "P202504 '2025-06-01'");
    }

    @Test
    void in_test_mode_every_statement_is_shown_and_nothing_is_changed() throws Exception {
        monthly(", partition PMAX values less than (maxvalue)");
        fixture.install("60", "T", MONTHLY);
        assertThat(fixture.call("60", "iterator", "APP", "T")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.call("60", "initial")).isInstanceOf(StepResult.Completed.class);
        for (String task : List.of("add_partition", "refresh_statistics")) {
            assertThat(fixture.call("60", task)).as(task).isInstanceOf(StepResult.Completed.class);
            assertThat(fixture.log()).as(task).singleElement().matches(SqlStatementRow::preview);
            assertThat(fixture.logTexts().get(0)).contains("\"P202504\"");
        }
        assertThat(fixture.call("60", "final", "N")).isInstanceOf(StepResult.Completed.class);
        assertThat(partitions()).hasSize(3);
        assertThat(fixture.row("select ADDED_AT is null, REFRESHED_AT is null from ADD_PARTITION_STATE")).isEqualTo("1 1");
    }
}
