package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.junit.jupiter.api.Test;

/** Open, call, close: what every dialect must keep. */
abstract class StepContract extends TargetContract {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** True if the lane's lock is held by any session. */
    abstract boolean lockIsHeld();

    /** Takes the lane's lock in the session's own name, as a step that was never closed would have left it. */
    abstract void leaveLockIn(TargetSession session);

    private TargetException refusal(StepCall call) {
        return catchThrowableOfType(TargetException.class, () -> session.call(call));
    }

    @Test
    void an_error_rolls_back_marks_the_attempt_and_lets_go_of_the_lock() {
        StepResult result = session.call(step(1, 1, "fails"));

        assertThat(result).asInstanceOf(InstanceOfAssertFactories.type(StepResult.Failed.class)).satisfies(failed -> {
            assertThat(failed.errorCode()).isEqualTo(fixture.duplicateKey());
            assertThat(failed.text()).contains("1").doesNotContain("conn=");
            assertThat(failed.errorClass()).isEqualTo(ErrorClass.PERMANENT);
            assertThat(failed.collected()).isFalse();
            assertThat(failed.session()).isEqualTo(session.sessionId());
        });
        assertThat(sql.notes()).isEmpty();
        assertThat(attempt(1, 1)).isEqualTo("E|1|N|" + fixture.duplicateKey());
        assertThat(lockIsHeld()).isFalse();
    }

    @Test
    void raised_numbers_and_their_texts_come_back_with_their_sign() {
        assertThat(session.call(step(1, 1, "raises", "-20100", "operation complete")))
                .isEqualTo(new StepResult.Failed(-20100, "operation complete", ErrorClass.PERMANENT, false, false,
                        session.sessionId(), fixture.probeSha256()));
        assertThat(session.call(step(2, 1, "raises", "-20007", "nothing to do, \"really\": 100 % 'sure'")))
                .isEqualTo(new StepResult.Failed(-20007, "nothing to do, \"really\": 100 % 'sure'", ErrorClass.PERMANENT,
                        false, false, session.sessionId(), fixture.probeSha256()));
        assertThat(sql.notes()).isEmpty();
    }

    @Test
    void a_missing_row_is_an_error_as_in_oracle() {
        assertThat(session.call(step(1, 1, "finds_nothing"))).isInstanceOf(StepResult.Failed.class);
    }

    @Test
    void a_missing_procedure_is_the_steps_error() {
        assertThat(session.call(step(1, 1, "no_such_procedure")))
                .asInstanceOf(InstanceOfAssertFactories.type(StepResult.Failed.class))
                .satisfies(failed -> assertThat(failed.text()).containsIgnoringCase("no_such_procedure"));
        assertThat(attempt(1, 1)).startsWith("E");
    }

    @Test
    void a_name_that_is_no_identifier_is_refused_before_anything_is_sent() {
        StepCall call = step(1, 1, "completes\"(1); DROP TABLE PROBE_LOG; --");
        assertThat(catchThrowableOfType(DomException.class, () -> session.call(call)).code())
                .isEqualTo(DomCode.INVALID_REQUEST);
    }

    @Test
    void a_failed_attempt_is_not_called_again_but_tells_its_error() {
        StepResult.Failed first = (StepResult.Failed) session.call(step(1, 1, "fails"));
        StepResult.Failed second = (StepResult.Failed) session.call(step(1, 1, "completes"));

        assertThat(second.errorCode()).isEqualTo(first.errorCode());
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.collected()).isTrue();
        assertThat(sql.notes()).isEmpty();
        assertThat(lockIsHeld()).isFalse();
    }

    @Test
    void the_mark_and_the_uncommitted_work_are_committed_together() {
        assertThat(session.call(step(1, 1, "completes")))
                .isEqualTo(new StepResult.Completed(false, false, session.sessionId(), fixture.probeSha256()));
        assertThat(sql.notes()).containsExactly("completed for 57");
        assertThat(attempt(1, 1)).isEqualTo("C|1|N|null");
        assertThat(lockIsHeld()).isFalse();
    }

    @Test
    void if_the_mark_can_not_be_set_the_work_is_rolled_back_too() {
        assertThat(session.call(step(1, 1, "releases_locks"))).isInstanceOf(StepResult.Failed.class);
        assertThat(sql.notes()).isEmpty();
        assertThat(attempt(1, 1)).startsWith("E");
    }

    @Test
    void a_completed_attempt_is_collected_and_not_called_again() {
        session.call(step(1, 1, "completes"));
        try (TargetSession other = fixture.open()) {
            assertThat(other.call(step(1, 1, "completes")))
                    .isEqualTo(new StepResult.Completed(true, false, other.sessionId(), fixture.probeSha256()));
        }
        assertThat(sql.notes()).hasSize(1);
        assertThat(lockIsHeld()).isFalse();
    }

    @Test
    void result_sets_that_a_procedure_leaves_behind_are_not_taken_for_the_outcome() {
        assertThat(session.call(step(1, 1, "leaves_rows"))).isInstanceOf(StepResult.Completed.class);
        assertThat(session.call(step(2, 1, "fails"))).isInstanceOf(StepResult.Failed.class);
    }

    @Test
    void a_step_that_died_without_a_mark_is_called_again_as_possibly_repeated() {
        Future<StepResult> first = inTheBackground(() -> session.call(step(1, 1, "commits_then_waits")));
        await().until(() -> sql.notes().contains("called")
                && sql.one("SELECT COUNT(*) FROM DOM$SQL_BUFFER WHERE status = 'R'").equals("1"));
        fixture.killSession(session);

        assertThat(first).failsWithin(SOON).withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ConnectionLostException.class);
        assertThat(attempt(1, 1)).isEqualTo("R|1|N|null");
        await().until(() -> !lockIsHeld());
        try (TargetSession next = fixture.open()) {
            assertThat(next.call(step(1, 1, "commits_then_waits")))
                    .isEqualTo(new StepResult.Completed(false, true, next.sessionId(), fixture.probeSha256()));
            assertThat(next.call(step(1, 1, "commits_then_waits")))
                    .isEqualTo(new StepResult.Completed(true, true, next.sessionId(), fixture.probeSha256()));
            assertThat(next.sqlLog(1, 1)).extracting(SqlStatementRow::status).containsExactly("C", "E", "C");
            assertThat(next.sqlLog(1, 1).get(1).message()).contains("not known");
        }
        assertThat(attempt(1, 1)).isEqualTo("C|2|Y|null");
        assertThat(sql.notes()).containsExactly("called", "called");
    }

    @Test
    void abort_in_the_middle_of_a_call_ends_it_at_once_and_frees_the_lock() {
        Future<StepResult> running = inTheBackground(() -> session.call(step(1, 1, "waits")));
        untilItRuns(1);
        session.abort();

        assertThat(running).failsWithin(SOON).withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ConnectionLostException.class);
        await().until(() -> !lockIsHeld());
        assertThat(sql.notes()).isEmpty();
    }

    @Test
    void a_cancelled_statement_ends_the_step_and_leaves_the_session_usable() throws Exception {
        Future<StepResult> running = inTheBackground(() -> session.call(step(1, 1, "works")));
        await().until(() -> sql.one("SELECT COUNT(*) FROM DOM$SQL_BUFFER WHERE status = 'R'").equals("1"));
        fixture.cancelStatement(session);
        await().until(running::isDone);

        assertThat(running.get()).asInstanceOf(InstanceOfAssertFactories.type(StepResult.Failed.class))
                .satisfies(failed -> assertThat(failed.errorClass()).isEqualTo(ErrorClass.CANCELLED));
        assertThat(session.sqlLog(1, 1)).singleElement().satisfies(row -> assertThat(row.status()).isEqualTo("E"));
        assertThat(attempt(1, 1)).startsWith("E");
        assertThat(lockIsHeld()).isFalse();
        assertThat(session.call(step(2, 1, "completes"))).isInstanceOf(StepResult.Completed.class);
    }

    @Test
    void while_a_former_session_works_it_is_named_and_nothing_changes() {
        TargetSession former = fixture.open();
        inTheBackground(() -> former.call(step(1, 1, "waits")));
        untilItRuns(1);
        String before = sql.one("SELECT start_dttm FROM DOM$STEP_ATTEMPTS");

        TargetException refused = refusal(step(1, 1, "completes"));

        assertThat(refused.code()).isEqualTo(DomCode.FORMER_SESSION);
        assertThat(refused.transientError()).isTrue();
        assertThat(refused).hasMessageContaining(named(former))
                .hasMessageContaining("SLEEP").hasMessageContaining(before);
        assertThat(attempt(1, 1)).isEqualTo("R|1|N|null");
        former.abort();
        await().until(() -> !lockIsHeld());
        assertThat(session.call(step(1, 1, "completes")).possiblyRepeated()).isTrue();
    }

    @Test
    void a_lock_this_session_owns_already_is_an_error() {
        leaveLockIn(session);
        assertThat(refusal(step(1, 1, "completes")).code()).isEqualTo(DomCode.LOCK_ALREADY_OWNED);
        assertThat(attempt(1, 1)).isEqualTo("none");
    }

    @Test
    void a_superseded_attempt_is_refused_and_leaves_no_lock() {
        session.call(step(1, 2, "fails"));
        TargetException refused = refusal(step(1, 1, "completes"));

        assertThat(refused.code()).isEqualTo(DomCode.SUPERSEDED_ATTEMPT);
        assertThat(refused).hasMessageContaining("attempt 2");
        assertThat(attempt(1, 1)).isEqualTo("none");
        assertThat(sql.notes()).isEmpty();
        assertThat(lockIsHeld()).isFalse();
    }

    @Test
    void a_later_attempt_closes_what_an_earlier_one_left_open_and_is_possibly_repeated() {
        sql.run("INSERT INTO DOM$STEP_ATTEMPTS (task_log_id, attempt, status, handle, package_name, procedure_name,"
                + " object_id, instance, lock_name, start_dttm) VALUES (1, 1, 'R', '57', 'P', 'P', 0, 2, 'l', '2026-01-01')");
        assertThat(session.call(step(1, 2, "completes")).possiblyRepeated()).isTrue();
        assertThat(attempt(1, 1)).startsWith("F");
        assertThat(attempt(1, 2)).startsWith("C");
    }

    private StepCall unseenSince(int collectFrom, StepCall call) {
        return new StepCall(call.taskLogId(), call.attempt(), collectFrom, call.handle(), call.packageName(), call.procedure(),
                call.arguments(), call.lockName(), call.objectId(), call.objectOwner(), call.objectName(), call.instance(),
                call.repositoryUuid());
    }

    @Test
    void an_earlier_attempt_that_was_completed_unseen_is_collected_under_the_later_number() {
        session.call(step(1, 1, "completes"));
        assertThat(session.call(unseenSince(1, step(1, 2, "completes"))))
                .isEqualTo(new StepResult.Completed(true, false, session.sessionId(), fixture.probeSha256()));
        assertThat(sql.notes()).hasSize(1);
        assertThat(attempt(1, 2)).isEqualTo("none");
        assertThat(lockIsHeld()).isFalse();
    }

    @Test
    void an_earlier_attempt_that_failed_unseen_or_completed_in_sight_does_not_hinder_a_later_one() {
        session.call(step(1, 1, "fails"));
        assertThat(session.call(unseenSince(1, step(1, 2, "completes"))).collected()).isFalse();
        assertThat(session.call(unseenSince(3, step(1, 3, "completes"))).collected()).isFalse();
        assertThat(sql.notes()).hasSize(2);
    }

    @Test
    void another_server_under_the_same_address_is_refused() {
        String registered = sql.one("SELECT server_uid FROM DOM$TARGET");
        sql.run("UPDATE DOM$TARGET SET server_uid = 'another'");
        try {
            TargetException refused = refusal(step(1, 1, "completes"));
            assertThat(refused.code()).isEqualTo(DomCode.IDENTITY_CHANGED);
            assertThat(refused).hasMessageContaining("another").hasMessageContaining(registered)
                    .hasMessageContaining("dom accept-database");
            assertThat(attempt(1, 1)).isEqualTo("none");
            assertThat(lockIsHeld()).isFalse();

            session.acceptIdentity(TargetFixture.REPOSITORY, TargetFixture.STAMP, "dba", "the server was replaced");
            assertThat(session.call(step(1, 1, "completes"))).isInstanceOf(StepResult.Completed.class);
        } finally {
            sql.run("UPDATE DOM$TARGET SET server_uid = '" + registered + "'");
        }
    }

    @Test
    void a_schema_of_another_repository_is_refused() {
        StepCall own = step(1, 1, "completes");
        StepCall foreign = new StepCall(1, 1, own.handle(), own.packageName(), own.procedure(), own.arguments(),
                own.lockName(), 0, null, null, 1, "another-repository");
        TargetException refused = refusal(foreign);
        assertThat(refused.code()).isEqualTo(DomCode.IDENTITY_CHANGED);
        assertThat(refused).hasMessageContaining("another-repository").hasMessageContaining(TargetFixture.REPOSITORY);
        assertThat(attempt(1, 1)).isEqualTo("none");
        assertThat(lockIsHeld()).isFalse();
    }
}
