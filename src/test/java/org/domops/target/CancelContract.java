package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.domops.error.DomCode;
import org.junit.jupiter.api.Test;

/** Cancelling a step, and making sure that nothing works for a cancelled lane any more. */
abstract class CancelContract extends TargetContract {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** The target's sessions of the same dialect whose calls of quieten wait for a second only. */
    abstract TargetSession openImpatiently();

    /** How many rows uncommitted transactions have put into PROBE_LOG. */
    abstract long uncommittedNotes();

    /** A target on which DOM was never installed. */
    abstract TargetFixture emptySchema();

    private void untilItsStatementRuns(long taskLogId) {
        await().until(() -> sql.one("SELECT COUNT(*) FROM DOM$SQL_BUFFER WHERE status = 'R' AND task_log_id = " + taskLogId)
                .equals("1"));
    }

    private TargetException refusalToQuieten(TargetSession of) {
        return catchThrowableOfType(TargetException.class, () -> of.quieten(lane()));
    }

    @Test
    void cancel_ends_what_a_session_runs_and_the_step_is_recorded_as_cancelled() throws Exception {
        Future<StepResult> running = inTheBackground(() -> session.call(step(1, 1, "works")));
        untilItsStatementRuns(1);

        assertThat(session.cancel()).isTrue();

        await().atMost(SOON).until(running::isDone);
        assertThat(running.get()).asInstanceOf(InstanceOfAssertFactories.type(StepResult.Failed.class))
                .satisfies(failed -> assertThat(failed.errorClass()).isEqualTo(ErrorClass.CANCELLED));
        assertThat(sql.notes()).as("committed before the statement").containsExactly("not committed");
        assertThat(attempt(1, 1)).startsWith("E");
        assertThat(fixture.lockIsHeld(lock())).isFalse();
        assertThat(session.call(step(2, 1, "completes"))).isInstanceOf(StepResult.Completed.class);
    }

    @Test
    void cancel_harms_no_session_that_runs_nothing() {
        session.call(step(1, 1, "completes"));
        assertThat(session.cancel()).isTrue();
        assertThat(session.call(step(2, 1, "completes"))).isInstanceOf(StepResult.Completed.class);
    }

    @Test
    void cancel_says_if_the_session_is_gone() {
        TargetSession closed = fixture.open();
        closed.close();
        assertThat(closed.cancel()).isFalse();
        TargetSession killed = fixture.open();
        fixture.killSession(killed);
        await().until(() -> !killed.cancel());
        killed.abort();
    }

    @Test
    void a_cancelled_lane_is_quiet_when_its_session_is_gone_and_rolled_back() {
        Future<StepResult> running = inTheBackground(() -> session.call(step(1, 1, "fills_and_waits")));
        await().atMost(SOON).until(() -> uncommittedNotes() == 400_000);
        try (TargetSession other = fixture.open()) {
            other.quieten(lane());
            assertThat(uncommittedNotes()).isZero();
            assertThat(fixture.lockIsHeld(lock())).isFalse();
            assertThat(attempt(1, 1)).isEqualTo("F|1|N|1317");
            assertThat(running).failsWithin(SOON);
            assertThat(other.call(step(1, 1, "completes"))).asInstanceOf(InstanceOfAssertFactories.type(StepResult.Failed.class))
                    .satisfies(failed -> {
                        assertThat(failed.errorClass()).isEqualTo(ErrorClass.CANCELLED);
                        assertThat(failed.text()).isEqualTo("cancelled");
                        assertThat(failed.collected()).isTrue();
                    });
            assertThat(other.call(step(2, 1, "completes"))).as("FINAL, say").isInstanceOf(StepResult.Completed.class);
        }
    }

    @Test
    void all_branches_of_a_cancelled_lane_are_ended_and_their_statements_closed() {
        TargetSession first = fixture.open();
        TargetSession second = fixture.open();
        Future<StepResult> one = inTheBackground(() -> first.call(branch(1, 1, "works")));
        Future<StepResult> two = inTheBackground(() -> second.call(branch(2, 1, "commits_then_waits")));
        untilItsStatementRuns(1);
        untilItsStatementRuns(2);

        session.quieten(lane());

        assertThat(one).failsWithin(SOON);
        assertThat(two).failsWithin(SOON);
        assertThat(attempt(1, 1)).startsWith("F");
        assertThat(attempt(2, 1)).startsWith("F");
        assertThat(session.sqlLog(2, 1)).extracting(SqlStatementRow::status).containsExactly("C", "E");
        assertThat(session.sqlLog(1, 1)).singleElement().satisfies(row -> {
            assertThat(row.message()).contains("cancelled").contains("not known");
            assertThat(row.end()).isNotNull();
        });
    }

    @Test
    void sessions_of_other_lanes_are_left_alone() {
        TargetSession other = fixture.open();
        StepCall call = step(1, 1, "waits");
        StepCall elsewhere = new StepCall(1, 1, call.handle(), call.packageName(), call.procedure(), call.arguments(),
                LockName.of(TargetFixture.REPOSITORY, "another operation", 1, "X"), 0, null, null, 2, call.repositoryUuid());
        Future<StepResult> running = inTheBackground(() -> other.call(elsewhere));
        untilItRuns(1);
        session.quieten(lane());
        assertThat(attempt(1, 1)).startsWith("R");
        assertThat(running).isNotDone();
        other.abort();
    }

    @Test
    void the_order_of_a_server_that_was_paused_does_not_end_the_sessions_of_a_later_run() {
        TargetSession other = fixture.open();
        Future<StepResult> running = inTheBackground(() -> other.call(step(1, 1, "waits")));
        untilItRuns(1);
        session.quieten(new FencedLane(lock(), String.valueOf(RUN - 1), Fence.NONE));
        assertThat(attempt(1, 1)).startsWith("R");
        assertThat(running).isNotDone();
        session.quieten(lane());
        assertThat(running).failsWithin(SOON);
    }

    @Test
    void an_attempt_whose_session_died_before_is_marked_and_to_quieten_again_changes_nothing() {
        Future<StepResult> running = inTheBackground(() -> session.call(step(1, 1, "waits")));
        untilItRuns(1);
        fixture.killSession(session);
        assertThat(running).failsWithin(SOON);
        try (TargetSession other = fixture.open()) {
            other.quieten(lane());
            String marked = sql.one("SELECT status, end_dttm FROM DOM$STEP_ATTEMPTS");
            assertThat(marked).startsWith("F");
            other.quieten(lane());
            assertThat(sql.one("SELECT status, end_dttm FROM DOM$STEP_ATTEMPTS")).isEqualTo(marked);
        }
    }

    @Test
    void marks_of_steps_that_have_ended_stay() {
        session.call(step(1, 1, "completes"));
        session.call(step(2, 1, "fails"));
        session.quieten(lane());
        assertThat(attempt(1, 1)).startsWith("C");
        assertThat(attempt(2, 1)).startsWith("E");
    }

    @Test
    void a_session_that_can_not_be_ended_is_named_and_nothing_is_marked() throws Exception {
        sql.run("INSERT INTO DOM$STEP_ATTEMPTS (task_log_id, attempt, status, handle, package_name, procedure_name, object_id,"
                + " instance, lock_name, lane_lock, start_dttm) VALUES (1, 1, 'R', '57', 'P', 'P', 0, 2, '" + lock() + "', '"
                + lock() + "', '2026-01-01')");
        try (AutoCloseable holder = fixture.holdLockAsAnotherUser(lock()); TargetSession impatient = openImpatiently()) {
            TargetException refused = refusalToQuieten(impatient);
            assertThat(refused.code()).isEqualTo(DomCode.FORMER_SESSION);
            assertThat(refused.transientError()).isTrue();
            assertThat(refused).hasMessageContaining("another user").hasMessageContaining(lock());
            assertThat(attempt(1, 1)).startsWith("R");
        }
        await().until(() -> !fixture.lockIsHeld(lock()));
        session.quieten(lane());
        assertThat(attempt(1, 1)).startsWith("F");
    }

    @Test
    void a_session_with_an_open_step_of_the_lane_can_not_quieten_it() {
        session.call(step(1, 1, "runs", "SELECT GET_LOCK('" + lock() + "', 1)"));
        assertThat(refusalToQuieten(session).code()).isEqualTo(DomCode.LOCK_ALREADY_OWNED);
    }

    @Test
    void a_target_without_dom_is_quiet() {
        TargetFixture empty = emptySchema();
        try (TargetSession other = empty.open()) {
            other.quieten(lane());
            assertThat(new Sql(empty).rows("SHOW TABLES")).isEmpty();
        }
    }
}
