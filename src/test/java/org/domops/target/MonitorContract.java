package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a second connection sees of running steps, and how a connection that has fallen silent is given up. */
abstract class MonitorContract extends TargetContract {

    private static final Duration SOON = Duration.ofSeconds(60);
    private TargetMonitor monitor;

    /** To the target. */
    abstract HalfOpenWay way();

    /** Of the target, by that way. */
    abstract String connectString(HalfOpenWay way);

    @BeforeEach
    void open_a_monitor() {
        monitor = fixture.targets().monitor(fixture.database());
    }

    @AfterEach
    void close_the_monitor() {
        monitor.close();
    }

    @Test
    void statements_are_read_in_batches_in_their_order_and_none_twice() {
        log(1, 1, 7, "C");
        log(2, 1, 2, "C");
        List<Long> read = new ArrayList<>();
        StatementCursor cursor = StatementCursor.START;
        boolean more = true;
        while (more) {
            StatementBatch batch = monitor.sqlLog(1, 1, cursor, 3);
            assertThat(batch.rows()).hasSizeLessThanOrEqualTo(3);
            batch.rows().forEach(row -> read.add(row.seq()));
            cursor = cursor.past(batch.rows());
            more = batch.more();
        }
        assertThat(read).hasSize(7).isSorted().doesNotHaveDuplicates();
        log(1, 1, 1, "C");
        assertThat(monitor.sqlLog(1, 1, cursor, 3).rows()).hasSize(1);
    }

    @Test
    void a_statement_that_ran_when_it_was_read_is_read_again_and_trimmed_only_after_its_end_was_read() {
        log(1, 1, 1, "R");
        log(1, 1, 2, "C");
        StatementCursor first = StatementCursor.START.past(monitor.sqlLog(1, 1, StatementCursor.START, 10).rows());
        assertThat(first.open()).hasSize(1);
        sql.run("UPDATE DOM$SQL_BUFFER SET status = 'C' WHERE status = 'R'");

        monitor.trim(1, 1, first);

        StatementBatch second = monitor.sqlLog(1, 1, first, 10);
        assertThat(second.rows()).singleElement().satisfies(row -> {
            assertThat(row.seq()).isEqualTo(first.open().first());
            assertThat(row.status()).isEqualTo("C");
        });
        StatementCursor all = first.past(second.rows());
        assertThat(all.open()).isEmpty();
        monitor.trim(1, 1, all);
        assertThat(sql.rows("SELECT seq FROM DOM$SQL_BUFFER")).isEmpty();
    }

    @Test
    void very_long_statements_come_in_smaller_batches() {
        for (int i = 0; i < 3; i++) {
            sql.run("INSERT INTO DOM$SQL_BUFFER (task_log_id, attempt, sql_text, status, preview, start_dttm) "
                    + "VALUES (1, 1, REPEAT('x', 3000000), 'C', 'N', UTC_TIMESTAMP(6))");
        }
        StatementBatch batch = monitor.sqlLog(1, 1, StatementCursor.START, 500);
        assertThat(batch.rows()).hasSize(2);
        assertThat(batch.more()).isTrue();
        assertThat(session.sqlLog(1, 1)).hasSize(3);
    }

    @Test
    void a_session_that_has_ended_is_known_to_be_gone_and_one_that_lives_is_not() {
        TargetSession other = fixture.open();
        assertThat(monitor.gone(List.of(session, other))).isEmpty();
        fixture.killSession(other);
        await().atMost(SOON).untilAsserted(() -> assertThat(monitor.gone(List.of(session, other))).containsExactly(other));
    }

    @Test
    void a_call_whose_target_has_fallen_silent_ends_at_once_when_its_connection_is_thrown_away() throws Exception {
        try (HalfOpenWay way = way()) {
            TargetDatabase far = database(way);
            TargetSession silent = fixture.targets().open(far);
            Future<StepResult> call = inTheBackground(() -> silent.call(step(1, 1, "runs", fixture.longStatement())));
            untilItRuns(1);
            way.silenceAll();

            long before = System.nanoTime();
            silent.abort();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));

            await().atMost(SOON).until(call::isDone);
            assertThatThrownBy(call::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(ConnectionLostException.class);
        } finally {
            sql.rows("SELECT id FROM information_schema.processlist WHERE info LIKE '%SLEEP(120)%' AND id <> CONNECTION_ID()")
                    .forEach(id -> sql.run("KILL " + id));
        }
    }

    @Test
    void a_monitor_whose_target_has_fallen_silent_breaks_by_itself() {
        try (HalfOpenWay way = way(); TargetMonitor silent = fixture.targets().monitor(database(way))) {
            way.silenceAll();
            assertThatThrownBy(() -> silent.sqlLog(1, 1, StatementCursor.START, 10)).isInstanceOf(ConnectionLostException.class);
        }
    }

    private TargetDatabase database(HalfOpenWay way) {
        TargetDatabase near = fixture.database();
        return new TargetDatabase(near.databaseId(), near.name(), near.dialect(), connectString(way), near.username(), near.credential());
    }

    private void log(long taskLogId, int attempt, int count, String status) {
        for (int i = 0; i < count; i++) {
            sql.run("INSERT INTO DOM$SQL_BUFFER (task_log_id, attempt, sql_text, status, preview, start_dttm) VALUES (" + taskLogId
                    + ", " + attempt + ", 'DO 1', '" + status + "', 'N', UTC_TIMESTAMP(6))");
        }
    }

}
