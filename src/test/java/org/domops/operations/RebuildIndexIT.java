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

class RebuildIndexIT {

    private static final Map<String, String> ALL = Map.of("MIN_BLOAT_PERCENT", "0", "MIN_SIZE_MB", "0");
    private static final List<String> TASKS = List.of("rebuild_index", "put_in_place", "refresh_statistics");
    private static final String X = "T_I1_X57_1";

    private static OperationFixture fixture;

    @BeforeAll
    static void connect() throws Exception {
        fixture = new OperationFixture("rebuild_index", "REBUILD_INDEX_STATE");
    }

    @AfterAll
    static void disconnect() throws Exception {
        fixture.close();
    }

    @BeforeEach
    void restore() throws Exception {
        fixture.restore();
    }

    private static void table(int rows) throws Exception {
        fixture.sql("create table APP.PARENT (CODE char(32) primary key)");
        fixture.sql("create table APP.T (ID int primary key, A char(32) not null, B varchar(40), C int,"
                + " key T_I1 (A), unique key T_U1 (C desc, B(10)) comment 'it''s unique')");
        // into a table that is not empty: else MariaDB sorts first and fills the pages
        fixture.sql("insert into APP.T values (0, '', '', 0)");
        fixture.sql("insert into APP.T select seq, md5(seq), md5(seq * 7), seq from APP.seq_1_to_" + rows);
        fixture.sql("analyze table APP.T");
        fixture.grant("T");
        fixture.install("57", "R", ALL);
    }

    private static List<String> indexes() throws Exception {
        return fixture.rows("select index_name, group_concat(column_name, ifnull(sub_part, ''), collation order by seq_in_index),"
                + " max(non_unique), max(index_comment) from information_schema.statistics"
                + " where table_schema = 'APP' and table_name = 'T' and index_name <> 'PRIMARY' group by index_name order by 1");
    }

    /** Runs rounds until the object is complete. @return how many */
    private static int runAll() {
        int rounds = 0;
        while (fixture.iterate()) {
            fixture.run("initial");
            TASKS.forEach(fixture::run);
            rounds++;
        }
        return rounds;
    }

    @Test
    void rebuild_index_builds_bloated_indexes_anew_and_leaves_the_others() throws Exception {
        table(40_000);
        fixture.sql("delete from APP.T where ID % 4 = 0");
        fixture.sql("alter table APP.T add key T_NEW (A)");
        fixture.sql("analyze table APP.T");
        List<String> before = indexes();
        fixture.install("57", "R", Map.of("MIN_BLOAT_PERCENT", "25", "MIN_SIZE_MB", "0.5"));
        assertThat(runAll()).isPositive();
        fixture.run("final", "N");
        assertThat(indexes()).isEqualTo(before);
        assertThat(fixture.row("select BLOAT_PERCENT >= 25, BYTES_AFTER < BYTES_BEFORE * 0.8, REBUILT_AT <= PLACED_AT,"
                + " PLACED_AT <= REFRESHED_AT from REBUILD_INDEX_STATE where INDEX_NAME = 'T_I1'")).isEqualTo("1 1 1 1");
        assertThat(fixture.rows("select * from REBUILD_INDEX_STATE where INDEX_NAME = 'T_NEW'")).isEmpty();
    }

    @Test
    void indexes_that_are_neither_bloated_nor_large_are_left_alone() throws Exception {
        table(5000);
        fixture.install("57", "R", Map.of("MIN_BLOAT_PERCENT", "90", "MIN_SIZE_MB", "0"));
        assertThat(fixture.iterate()).isFalse();
        fixture.install("57", "R", Map.of("MIN_BLOAT_PERCENT", "0", "MIN_SIZE_MB", "100"));
        assertThat(fixture.iterate()).isFalse();
        fixture.install("57", "R", Map.of());
        assertThat(fixture.iterate()).as("by default: 30 percent and 1 MB").isFalse();
        assertThat(fixture.rows("select * from REBUILD_INDEX_STATE")).isEmpty();
    }

    @Test
    void each_index_keeps_its_definition_and_is_rebuilt_once_in_a_run() throws Exception {
        table(1000);
        fixture.sql("alter table APP.T add key T_IGN (B) ignored, add fulltext T_FT (A)");
        fixture.sql("insert into APP.PARENT select A from APP.T");
        fixture.sql("alter table APP.T add constraint T_FK foreign key (A) references APP.PARENT (CODE)");
        fixture.sql("create table APP.CHILD (C int, B varchar(40), key (C desc), foreign key (C) references APP.T (ID))");
        List<String> before = indexes();
        assertThat(runAll()).isEqualTo(3);
        assertThat(indexes()).isEqualTo(before);
        assertThat(fixture.rows("select INDEX_NAME from REBUILD_INDEX_STATE order by CHOSEN_NO"))
                .containsExactly("T_I1", "T_IGN", "T_U1");
        assertThat(fixture.row("select ignored from information_schema.statistics where index_name = 'T_IGN'")).isEqualTo("YES");
        assertThat(fixture.row("select count(*) from information_schema.referential_constraints"
                + " where constraint_schema = 'APP' and table_name = 'T'")).isEqualTo("1");
    }

    @Test
    void indexes_of_a_partitioned_table_are_rebuilt_too() throws Exception {
        fixture.sql("create table APP.T (ID int primary key, A char(32), key T_I1 (A)) partition by hash (ID) partitions 3");
        fixture.sql("insert into APP.T select seq, md5(seq) from APP.seq_1_to_2000");
        fixture.sql("analyze table APP.T");
        fixture.grant("T");
        fixture.install("57", "R", ALL);
        assertThat(runAll()).isEqualTo(1);
        assertThat(fixture.row("select BYTES_BEFORE >= 3 * 3 * 16384, BYTES_AFTER >= 3 * 2 * 16384 from REBUILD_INDEX_STATE"))
                .isEqualTo("1 1");
    }

    @Test
    void each_task_called_twice_leaves_what_one_call_leaves() throws Exception {
        table(1000);
        assertThat(fixture.iterate()).isTrue();
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        fixture.run("initial");
        for (String task : TASKS) {
            fixture.run(task);
            List<String> once = state();
            fixture.run(task);
            assertThat(state()).as(task).isEqualTo(once);
        }
        List<String> once = state();
        TASKS.forEach(fixture::run);
        assertThat(state()).as("all again").isEqualTo(once);
        fixture.run("final", "N");
        fixture.run("final", "N");
        assertThat(fixture.row("select AFTER_ERROR from REBUILD_INDEX_STATE")).isEqualTo("N");
    }

    private static List<String> state() throws Exception {
        List<String> all = indexes();
        all.addAll(fixture.rows("select INDEX_NAME, REBUILT_AT, PLACED_AT, BYTES_AFTER, REFRESHED_AT is null"
                + " from REBUILD_INDEX_STATE"));
        return all;
    }

    /** What the task had done, by its own statement, when its session died. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "rebuild_index      | alter table APP.T add index " + X + " (A)",
        "put_in_place       | alter table APP.T drop index T_I1",
        "put_in_place       | alter table APP.T rename index " + X + " to T_I1",
        "refresh_statistics | analyze table APP.T",
    })
    void a_task_that_died_half_way_is_completed_by_the_next_call(String task, String done) throws Exception {
        table(1000);
        List<String> before = indexes();
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        TASKS.subList(0, TASKS.indexOf(task)).forEach(fixture::run);
        if (done.contains("rename")) {
            fixture.sql("alter table APP.T drop index T_I1");
        }
        fixture.sql(done);
        fixture.run("final", "Y");
        fixture.run("initial");
        fixture.run(task);
        assertThat(fixture.logTexts()).hasSize(done.contains("analyze") || done.endsWith("drop index T_I1") ? 1 : 0);
        TASKS.subList(TASKS.indexOf(task) + 1, 3).forEach(fixture::run);
        assertThat(runAll()).isEqualTo(1);
        assertThat(indexes()).isEqualTo(before);
    }

    @Test
    void a_restart_from_the_iterator_keeps_an_index_that_was_begun() throws Exception {
        table(1000);
        List<String> before = indexes();
        for (String last : TASKS.subList(0, 2)) {
            assertThat(fixture.iterate()).isTrue();
            for (String task : TASKS.subList(0, TASKS.indexOf(last) + 1)) {
                fixture.run(task);
            }
            assertThat(fixture.iterate()).isTrue();
            assertThat(fixture.rows("select INDEX_NAME from REBUILD_INDEX_STATE")).containsExactly("T_I1");
        }
        TASKS.forEach(fixture::run);
        assertThat(indexes()).isEqualTo(before);
    }

    @Test
    void a_replacement_of_a_run_that_was_given_up_is_taken_over() throws Exception {
        table(1000);
        List<String> before = indexes();
        assertThat(fixture.iterate()).isTrue();
        fixture.run("rebuild_index");
        fixture.install("58", "R", ALL);
        assertThat(fixture.call("58", "iterator", "APP", "T")).isInstanceOf(StepResult.Completed.class);
        for (String task : TASKS) {
            assertThat(fixture.call("58", task)).as(task).isInstanceOf(StepResult.Completed.class);
        }
        assertThat(indexes()).isEqualTo(before);
        assertThat(fixture.row("select INDEX_NAME, REPLACEMENT_NAME from REBUILD_INDEX_STATE where RUN_ID = '58'"))
                .isEqualTo("T_I1 " + X);
    }

    @Test
    void each_task_that_fails_goes_on_when_its_cause_is_mended() throws Exception {
        table(1000);
        List<String> before = indexes();
        assertThat(fixture.iterate()).isTrue();
        fixture.run("initial");
        for (String task : TASKS) {
            fixture.sql("revoke alter, insert on APP.T from DOM_CLIENT@localhost");
            assertThat(fixture.fail(task).errorCode()).as(task).isEqualTo(1142);
            fixture.run("final", "Y");
            fixture.grant("T");
            fixture.run("initial");
            fixture.run(task);
        }
        assertThat(indexes()).isEqualTo(before);
    }

    @Test
    void an_index_that_somebody_dropped_is_reported() throws Exception {
        table(1000);
        assertThat(fixture.iterate()).isTrue();
        fixture.sql("alter table APP.T drop index T_I1");
        StepResult.Failed gone = fixture.fail("rebuild_index");
        assertThat(gone.errorCode()).isEqualTo(-20323);
        assertThat(gone.text()).contains("T_I1");
        assertThat(fixture.fail("put_in_place").errorCode()).isEqualTo(-20323);
        assertThat(fixture.iterate()).as("another one is chosen").isTrue();
        assertThat(fixture.row("select INDEX_NAME from REBUILD_INDEX_STATE")).isEqualTo("T_U1");
    }

    @ParameterizedTest
    @CsvSource({"MIN_BLOAT_PERCENT, -1, -20322", "MIN_BLOAT_PERCENT, 101, -20322", "MIN_BLOAT_PERCENT, much, -20225",
        "MIN_SIZE_MB, -5, -20322", "MIN_SIZE_MB, small, -20225"})
    void a_bad_parameter_is_refused_and_nothing_is_changed(String name, String value, int code) throws Exception {
        table(100);
        fixture.install("57", "R", Map.of(name, value));
        StepResult.Failed refused = fixture.fail("iterator", "APP", "T");
        assertThat(refused.errorCode()).isEqualTo(code);
        assertThat(refused.text()).contains(name);
        assertThat(fixture.rows("select * from REBUILD_INDEX_STATE")).isEmpty();
    }

    @Test
    void what_is_not_there_or_unfit_or_out_of_order_is_refused() throws Exception {
        table(100);
        fixture.sql("create table APP.M (ID int, key (ID)) engine = MyISAM");
        fixture.grant("M");
        fixture.sql("create table APP.EVIL (ID int, key \"a b\" (ID))".replace('"', '`'));
        fixture.grant("EVIL");
        assertThat(fixture.fail("rebuild_index").errorCode()).isEqualTo(-20320);
        assertThat(fixture.fail("iterator", "APP", "M").errorCode()).isEqualTo(-20321);
        assertThat(fixture.fail("iterator", "APP", "NO_SUCH").errorCode()).isEqualTo(-20321);
        assertThat(fixture.fail("iterator", "APP", "T\"").errorCode()).isEqualTo(-20325);
        assertThat(fixture.call("57", "iterator", "APP", "EVIL")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.fail("rebuild_index").errorCode()).isEqualTo(-20325);
        assertThat(fixture.iterate()).isTrue();
        fixture.sql("drop table APP.T");
        assertThat(fixture.fail("initial").errorCode()).isEqualTo(-20321);
    }

    @Test
    void in_test_mode_every_statement_is_shown_and_nothing_is_changed() throws Exception {
        table(1000);
        List<String> before = indexes();
        fixture.install("60", "T", ALL);
        assertThat(fixture.call("60", "iterator", "APP", "T")).isInstanceOf(StepResult.Completed.class);
        assertThat(fixture.call("60", "initial")).isInstanceOf(StepResult.Completed.class);
        for (String task : TASKS) {
            assertThat(fixture.call("60", task)).as(task).isInstanceOf(StepResult.Completed.class);
            assertThat(fixture.log()).as(task).isNotEmpty().allMatch(SqlStatementRow::preview);
        }
        assertThat(fixture.call("60", "final", "N")).isInstanceOf(StepResult.Completed.class);
        assertThat(indexes()).isEqualTo(before);
        assertThat(fixture.row("select REBUILT_AT is null, PLACED_AT is null from REBUILD_INDEX_STATE")).isEqualTo("1 1");
    }
}
