package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.domops.error.DomCode;
import org.junit.jupiter.api.Test;

/** Parallel branches of one lane: apart from each other, and never beside a step that runs alone. */
abstract class BranchContract extends TargetContract {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** The lock under which code is installed, held by somebody until it is closed. */
    abstract AutoCloseable installing();

    private TargetException refusal(TargetSession of, StepCall call) {
        return catchThrowableOfType(TargetException.class, () -> of.call(call));
    }

    private void allLocksAreFree(long... taskLogIds) {
        assertThat(fixture.lockIsHeld(lock())).as("the lane's lock").isFalse();
        for (long id : taskLogIds) {
            assertThat(fixture.lockIsHeld(LockName.ofBranch(lock(), id))).as("the lock of step " + id).isFalse();
        }
    }

    @Test
    void two_branches_of_a_lane_run_at_once_and_their_statements_are_told_apart() {
        TargetSession other = fixture.open();
        Future<StepResult> first = inTheBackground(() -> other.call(branch(1, 1, "runs", fixture.longStatement())));
        await().until(() -> !session.sqlLog(1, 1).isEmpty());

        assertThat(session.call(branch(2, 1, "runs", "INSERT INTO PROBE_KEYS VALUES (1)")))
                .isInstanceOf(StepResult.Completed.class);

        assertThat(first).isNotDone();
        assertThat(attempt(1, 1)).startsWith("R");
        assertThat(session.sqlLog(1, 1)).singleElement().extracting(SqlStatementRow::sqlText).isEqualTo(fixture.longStatement());
        assertThat(session.sqlLog(2, 1)).singleElement().extracting(SqlStatementRow::status).isEqualTo("C");
        assertThat(fixture.lockIsHeld(lock())).as("a running branch does not hold the lane's lock").isFalse();
        other.abort();
        await().until(() -> !fixture.lockIsHeld(LockName.ofBranch(lock(), 1)));
    }

    @Test
    void a_step_that_runs_alone_waits_while_a_branch_of_its_lane_runs() {
        TargetSession other = fixture.open();
        inTheBackground(() -> other.call(branch(1, 1, "waits")));
        untilItRuns(1);

        TargetException refused = refusal(session, step(2, 1, "completes"));

        assertThat(refused.code()).isEqualTo(DomCode.FORMER_SESSION);
        assertThat(refused).hasMessageContaining(named(other)).hasMessageContaining("PROBE.waits").hasMessageContaining("SLEEP");
        assertThat(attempt(2, 1)).isEqualTo("none");
        assertThat(fixture.lockIsHeld(lock())).isFalse();
        other.abort();
        await().until(() -> !fixture.lockIsHeld(LockName.ofBranch(lock(), 1)));
        assertThat(session.call(step(2, 1, "completes"))).isInstanceOf(StepResult.Completed.class);
    }

    @Test
    void a_branch_waits_while_a_step_runs_alone_in_its_lane() {
        TargetSession other = fixture.open();
        inTheBackground(() -> other.call(step(1, 1, "waits")));
        untilItRuns(1);

        TargetException refused = refusal(session, branch(2, 1, "completes"));

        assertThat(refused.code()).isEqualTo(DomCode.FORMER_SESSION);
        assertThat(refused).hasMessageContaining(named(other));
        assertThat(fixture.lockIsHeld(LockName.ofBranch(lock(), 2))).isFalse();
        other.abort();
    }

    @Test
    void a_new_owner_of_a_branch_waits_for_its_former_session_and_not_for_other_branches() {
        TargetSession former = fixture.open();
        inTheBackground(() -> former.call(branch(1, 1, "waits")));
        untilItRuns(1);

        for (int attempt = 1; attempt <= 2; attempt++) {
            TargetException refused = refusal(session, branch(1, attempt, "completes"));
            assertThat(refused.code()).isEqualTo(DomCode.FORMER_SESSION);
            assertThat(refused).hasMessageContaining(named(former));
        }
        assertThat(attempt(1, 1)).isEqualTo("R|1|N|null");
        assertThat(attempt(1, 2)).isEqualTo("none");
        assertThat(session.call(branch(2, 1, "completes"))).isInstanceOf(StepResult.Completed.class);
        former.abort();
    }

    @Test
    void a_branch_whose_session_died_hinders_no_other_step_and_is_called_again_as_possibly_repeated() {
        TargetSession lost = fixture.open();
        Future<StepResult> first = inTheBackground(() -> lost.call(branch(1, 1, "commits_then_waits")));
        await().until(() -> sql.notes().contains("called"));
        fixture.killSession(lost);
        assertThat(first).failsWithin(SOON).withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ConnectionLostException.class);
        await().until(() -> !fixture.lockIsHeld(LockName.ofBranch(lock(), 1)));
        assertThat(attempt(1, 1)).isEqualTo("R|1|N|null");

        assertThat(session.call(step(2, 1, "completes"))).as("alone in the lane").isInstanceOf(StepResult.Completed.class);
        assertThat(session.call(branch(1, 1, "commits_then_waits")))
                .isEqualTo(new StepResult.Completed(false, true, session.sessionId(), fixture.probeSha256()));
        assertThat(attempt(1, 1)).isEqualTo("C|2|Y|null");
        allLocksAreFree(1, 2);
    }

    @Test
    void a_branch_that_failed_and_one_that_was_done_are_collected_and_leave_no_lock() {
        session.call(branch(1, 1, "fails"));
        session.call(branch(2, 1, "completes"));
        allLocksAreFree(1, 2);
        try (TargetSession next = fixture.open()) {
            assertThat(next.call(branch(1, 1, "completes"))).isInstanceOf(StepResult.Failed.class)
                    .extracting(StepResult::collected).isEqualTo(true);
            assertThat(next.call(branch(2, 1, "completes")))
                    .isEqualTo(new StepResult.Completed(true, false, next.sessionId(), fixture.probeSha256()));
        }
        allLocksAreFree(1, 2);
        assertThat(sql.notes()).hasSize(1);
    }

    @Test
    void a_superseded_attempt_at_a_branch_is_refused_and_leaves_no_lock() {
        session.call(branch(1, 2, "fails"));
        assertThat(refusal(session, branch(1, 1, "completes")).code()).isEqualTo(DomCode.SUPERSEDED_ATTEMPT);
        allLocksAreFree(1);
    }

    @Test
    void a_branch_that_can_not_begin_while_code_is_installed_leaves_no_lock() throws Exception {
        try (AutoCloseable install = installing()) {
            assertThat(refusal(session, branch(1, 1, "completes")).code()).isEqualTo(DomCode.INSTALL_BUSY);
            allLocksAreFree(1);
        }
        assertThat(session.call(branch(1, 1, "completes"))).isInstanceOf(StepResult.Completed.class);
    }

    @Test
    void a_step_that_is_cancelled_while_it_is_opened_leaves_no_lock() throws Exception {
        try (AutoCloseable install = installing()) {
            Future<StepResult> opening = inTheBackground(() -> session.call(branch(1, 1, "completes")));
            await().pollInterval(Duration.ofMillis(20)).until(() -> fixture.lockIsHeld(LockName.ofBranch(lock(), 1)));
            assertThat(session.cancel()).isTrue();
            assertThat(opening).failsWithin(SOON).withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(TargetException.class);
        }
        allLocksAreFree(1);
        assertThat(attempt(1, 1)).isEqualTo("none");
        assertThat(session.call(branch(1, 1, "completes"))).isInstanceOf(StepResult.Completed.class);
        assertThat(session.call(step(2, 1, "completes"))).isInstanceOf(StepResult.Completed.class);
    }

    @Test
    void a_branch_lock_this_session_owns_already_is_an_error() {
        session.call(branch(1, 1, "runs", "SELECT GET_LOCK('" + LockName.ofBranch(lock(), 1) + "', 1)"));
        assertThat(refusal(session, branch(1, 2, "completes")).code()).isEqualTo(DomCode.LOCK_ALREADY_OWNED);
        assertThat(fixture.lockIsHeld(lock())).isFalse();
    }
}
