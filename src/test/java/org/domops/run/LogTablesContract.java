package org.domops.run;

import org.domops.log.AttemptRow;
import org.domops.log.LaneKey;
import org.domops.log.OldRuns;
import org.domops.log.SqlLog;
import org.domops.log.SqlRow;
import org.domops.log.Status;
import org.domops.log.TaskAttempts;
import org.domops.target.SqlStatementRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written into the log tables, and for how long it is there; one implementation per vendor of the repository. */
abstract class LogTablesContract {

    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final Duration OLD = Duration.ofDays(30);

    private JdbcClient jdbc;
    private SqlLog log;
    private TransactionTemplate transaction;

    /** Migrated; the same for all tests of the class. */
    abstract DataSource repository();

    @BeforeEach
    void empty() {
        JdbcTemplate template = new JdbcTemplate(repository());
        jdbc = JdbcClient.create(template);
        log = new SqlLog(template);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(repository()));
        for (String table : List.of("SQL_LOG", "TASK_ATTEMPT", "TASK_LOG", "RUN_OBJECTS", "RUN_LANES", "RUN_ACTIONS", "RUN_REQUESTS", "RUN_LOG")) {
            jdbc.sql("delete from DOM$" + table).update();
        }
    }

    @Test
    void a_statement_that_is_written_twice_is_in_the_log_once() {
        run(1, "C", 100);
        log.write(1, 1, 1, List.of(ended(7), ended(8)));
        log.write(1, 1, 1, List.of(ended(8), ended(9)));
        assertThat(numbers()).containsExactly(7L, 8L, 9L);
    }

    @Test
    void a_running_statement_is_completed_and_one_that_has_ended_does_not_run_again() {
        run(1, "C", 100);
        log.write(1, 1, 1, List.of(running(7)));
        assertThat(rows()).extracting(SqlRow::status).containsExactly(Status.R);
        log.write(1, 1, 1, List.of(ended(7)));
        log.write(1, 1, 1, List.of(running(7)));
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.status()).isEqualTo(Status.C);
            assertThat(row.rows()).isEqualTo(3);
            assertThat(row.end()).isEqualTo(NOW);
        });
    }

    @Test
    void a_statement_that_outlasts_a_million_others_is_completed_with_the_last_of_them() {
        run(1, "C", 100);
        log.write(1, 1, 1, List.of(running(7), ended(8)));
        log.write(1, 1, 1, List.of(ended(7), ended(1_000_007), ended(1_000_008)));
        assertThat(numbers()).containsExactly(7L, 8L, 1_000_007L, 1_000_008L);
        assertThat(rows()).extracting(SqlRow::status).containsOnly(Status.C);
    }

    @Test
    void a_statement_whose_end_nobody_saw_is_errored_and_is_still_completed_when_its_end_is_found() {
        run(1, "C", 100);
        log.write(1, 1, 1, List.of(running(7), running(8)));
        log.closeOpen(1, 1, 1);
        log.write(1, 1, 1, List.of(ended(7)));
        assertThat(rows()).extracting(SqlRow::status).containsExactly(Status.C, Status.E);
        assertThat(rows().get(0).statusMessage()).isNull();
        assertThat(rows().get(1).statusMessage()).contains("its end was not seen");
        assertThat(rows().get(1).end()).isNull();
    }

    @Test
    void runs_that_are_over_are_deleted_with_all_their_logs_when_they_are_old() {
        run(1, "C", 100);
        run(2, "C", 10);
        run(3, "C", 1);
        statements(1, 2500);
        deleting(OLD, null);
        assertThat(left("RUN_LOG", "id")).containsExactly(2L, 3L);
        for (String table : List.of("TASK_LOG", "RUN_LANES", "RUN_OBJECTS", "RUN_ACTIONS", "RUN_REQUESTS")) {
            assertThat(left(table, "run_id")).as(table).doesNotContain(1L).contains(3L);
        }
        assertThat(left("SQL_LOG", "run_id")).doesNotContain(1L);
        assertThat(left("TASK_ATTEMPT", "task_log_id")).doesNotContain(1L).contains(3L);
    }

    @Test
    void the_last_run_of_an_operation_and_runs_that_are_not_over_are_never_deleted() {
        run(1, "X", 200);
        run(2, "E", 150);
        run(3, "C", 100);
        LongStream.rangeClosed(1, 3).forEach(id -> statements(id, 1));
        jdbc.sql("update DOM$RUN_LOG set active_key = 'open' where id = 2").update();
        deleting(OLD, OLD);
        assertThat(left("RUN_LOG", "id")).containsExactly(2L, 3L);
        assertThat(left("SQL_LOG", "run_id")).containsExactly(2L, 3L);
    }

    @Test
    void statements_may_be_kept_for_a_shorter_time_than_their_runs() {
        run(1, "C", 100);
        run(2, "C", 100);
        LongStream.rangeClosed(1, 2).forEach(id -> statements(id, 1));
        deleting(Duration.ofDays(365), OLD);
        assertThat(left("RUN_LOG", "id")).containsExactly(1L, 2L);
        assertThat(left("SQL_LOG", "run_id")).containsExactly(2L);
        assertThat(new OldRuns(jdbc).statementsDeleted(1)).isPresent();
        assertThat(new OldRuns(jdbc).statementsDeleted(2)).isEmpty();
    }

    @Test
    void without_a_retention_everything_is_kept() {
        run(1, "C", 10_000);
        run(2, "C", 100);
        LongStream.rangeClosed(1, 2).forEach(id -> statements(id, 1));
        deleting(null, null);
        assertThat(left("SQL_LOG", "run_id")).containsExactly(1L, 2L);
    }

    @Test
    void two_servers_may_delete_the_same_runs_at_once() {
        for (int id = 1; id <= 6; id++) {
            run(id, "C", 100);
            statements(id, 1500);
        }
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> deleting(OLD, OLD));
        deleting(OLD, OLD);
        other.join();
        deleting(OLD, OLD);
        assertThat(left("RUN_LOG", "id")).containsExactly(6L);
        assertThat(left("SQL_LOG", "run_id")).containsOnly(6L);
    }

    private void deleting(Duration runs, Duration statements) {
        new Retention(new OldRuns(jdbc), new RetentionProperties(runs, statements), transaction, Clock.fixed(NOW, ZoneOffset.UTC))
                .deleteOld();
    }

    @Test
    void a_statement_with_a_character_that_the_repository_can_not_keep_is_logged_all_the_same() {
        run(1, "C", 100);
        log.write(1, 1, 1, List.of(new SqlStatementRow(7, "select 'a\0b'", "E", false, null, null, 1064, "near '\0'", NOW, NOW)));
        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.sql()).isEqualTo("select 'a\uFFFDb'");
            assertThat(row.statusMessage()).isEqualTo("near '\uFFFD'");
        });
    }

    @Test
    void an_attempt_that_did_not_reach_its_target_says_nothing_of_the_one_before_it() {
        run(1, "E", 100);
        TaskAttempts attempts = new TaskAttempts(jdbc);
        LaneKey lane = new LaneKey(1, 1);
        // taken over from a dead server, whose call may have been completed
        attempts.takenOver(1, 1, "another");
        attempts.ended(end(1, null, false));
        assertThat(attempts.unknownBefore(1, 2)).isEqualTo(1);
        attempts.insert(1, 2, "1", "another", NOW);
        attempts.ended(end(2, null, false));
        assertThat(attempts.unknownBefore(1, 3)).isEqualTo(1);
        assertThat(attempts.anyUnknown(lane)).isTrue();
        attempts.insert(1, 3, "1", "another", NOW);
        attempts.ended(end(3, "DB1 connection 17", false));
        assertThat(attempts.unknownBefore(1, 4)).isEqualTo(4);
        assertThat(attempts.anyUnknown(lane)).isFalse();
        attempts.insert(1, 4, "1", "another", NOW);
        attempts.ended(end(4, null, true));
        assertThat(attempts.unknownBefore(1, 5)).isEqualTo(4);
    }

    /** @param session null: the target was not reached */
    private static AttemptRow end(int attempt, String session, boolean unknown) {
        return new AttemptRow(1, attempt, Status.E, "it failed", -20205, null, null, null, session, false, unknown, null, NOW);
    }

    private void run(long id, String status, int daysAgo) {
        Instant end = NOW.minus(Duration.ofDays(daysAgo));
        jdbc.sql("""
                insert into DOM$RUN_LOG (id, operation_id, operation_name, operation_instance, environment_id, environment_name,
                       run_mode, status, username, start_dttm, end_dttm, process_definition_id)
                values (?, 1, 'probe', 1, 1, 'TEST', 'R', ?, 'me', ?, ?, 'x')""")
                .params(id, status, end.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("insert into DOM$RUN_LANES (run_id, database_id, database_name, wave, status) values (?, 1, 'DB1', 1, ?)")
                .params(id, status).update();
        jdbc.sql("""
                insert into DOM$RUN_OBJECTS (run_id, database_id, object_id, object_owner, object_name, run_order, status)
                values (?, 1, 1, 'APP', 'A', 1, ?)""").params(id, status).update();
        jdbc.sql("""
                insert into DOM$TASK_LOG (id, run_id, operation_id, database_id, database_name, object_id, procedure_name,
                       repeat_instance, status, attempt, phase, start_dttm) values (?, ?, 1, 1, 'DB1', 1, 'TASK_ONE', 1, ?, 1, 'DONE', ?)""")
                .params(id, id, status, end.atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("insert into DOM$TASK_ATTEMPT (task_log_id, attempt, status, server, start_dttm) values (?, 1, ?, 's', ?)")
                .params(id, status, end.atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("insert into DOM$RUN_ACTIONS (run_id, action, username, action_dttm) values (?, 'START', 'me', ?)")
                .params(id, end.atOffset(ZoneOffset.UTC)).update();
        jdbc.sql("insert into DOM$RUN_REQUESTS (operation_name, environment_name, run_id) values ('probe', 'TEST', ?)").param(id).update();
    }

    private void statements(long run, int count) {
        log.write(run, run, 1, LongStream.rangeClosed(10, 9 + count).mapToObj(LogTablesContract::ended).toList());
    }

    private static SqlStatementRow running(long seq) {
        return new SqlStatementRow(seq, "alter table x", "R", false, null, null, null, null, NOW, null);
    }

    private static SqlStatementRow ended(long seq) {
        return new SqlStatementRow(seq, "alter table x", "C", false, 3L, null, null, null, NOW, NOW);
    }

    private List<SqlRow> rows() {
        return log.of(1, null, 0, 10_000);
    }

    private List<Long> numbers() {
        return jdbc.sql("select target_seq from DOM$SQL_LOG order by id").query(Long.class).list();
    }

    private List<Long> left(String table, String column) {
        return jdbc.sql("select distinct " + column + " from DOM$" + table + " order by 1").query(Long.class).list();
    }
}
