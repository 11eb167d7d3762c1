package org.domops.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.domops.error.DomCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a former owner out, whenever what it sent arrives: each order for a lane has a higher number than all before. */
abstract class FenceContract extends TargetContract {

    private static final String SERVER = "the one server";

    private static StepCall at(long order, long seen, String server, StepCall call) {
        return new StepCall(call.taskLogId(), call.attempt(), call.collectFrom(), call.branch(), call.handle(),
                call.packageName(), call.procedure(), call.arguments(), call.lockName(), call.objectId(), call.objectOwner(),
                call.objectName(), call.instance(), call.repositoryUuid(), call.settings(), new Fence(order, seen, server));
    }

    private static StepCall at(long order, StepCall call) {
        return at(order, 0, SERVER, call);
    }

    private FencedLane laneAt(long order) {
        return new FencedLane(lock(), Long.toString(RUN), new Fence(order, 0, SERVER));
    }

    private InstallRequest installAt(long order, String value) {
        InstallRequest all = fixture.request(RUN, "R", List.of(new Parameter("A", null, null, null, value)));
        return new InstallRequest(all.repositoryUuid(), RUN, "R", all.operationName(), all.instance(), all.packages(),
                all.stateTables(), all.parameters(), laneAt(order), all.stamp());
    }

    private TargetException refusal(StepCall call) {
        return catchThrowableOfType(TargetException.class, () -> session.call(call));
    }

    private void superseded(StepCall call) {
        List<String> before = sql.rows("SELECT * FROM DOM$STEP_ATTEMPTS ORDER BY task_log_id, attempt");
        TargetException refused = refusal(call);
        assertThat(refused).isNotNull().hasMessageContaining("superseded");
        assertThat(refused.code()).isEqualTo(DomCode.SUPERSEDED_ATTEMPT);
        assertThat(sql.rows("SELECT * FROM DOM$STEP_ATTEMPTS ORDER BY task_log_id, attempt")).isEqualTo(before);
        assertThat(fixture.lockIsHeld(lock())).isFalse();
    }

    @Test
    void a_delayed_call_of_a_former_owner_is_refused_when_a_later_one_has_gone_on() {
        session.call(at(2, step(1, 1, "completes")));
        superseded(at(1, step(1, 1, "completes")));
        session.call(at(3, step(2, 1, "completes")));
        superseded(at(1, step(1, 1, "completes")));
        superseded(at(2, step(1, 2, "completes")));
        assertThat(sql.notes()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ITERATOR", "INITIAL", "FINAL", "TASK_ONE"})
    void a_delayed_call_of_a_step_that_never_arrived_is_refused_too_whatever_its_kind(String procedure) {
        session.call(at(5, step(2, 1, "completes")));
        superseded(at(4, step(7, 1, procedure)));
        superseded(at(4, step(7, 3, procedure)));
    }

    @Test
    void a_delayed_call_is_refused_at_once_while_the_new_owner_works() {
        TargetSession owner = fixture.open();
        inTheBackground(() -> owner.call(at(2, step(1, 1, "waits"))));
        untilItRuns(1);
        assertThat(refusal(at(1, step(1, 1, "completes"))).code()).as("it is not told to wait")
                .isEqualTo(DomCode.SUPERSEDED_ATTEMPT);
        assertThat(refusal(at(3, step(1, 1, "completes"))).code()).isEqualTo(DomCode.FORMER_SESSION);
        owner.abort();
        await().until(() -> !fixture.lockIsHeld(lock()));
    }

    @Test
    void the_new_owner_collects_what_the_former_one_completed_and_the_former_one_is_out_then() {
        session.call(at(1, step(1, 1, "completes")));
        assertThat(session.call(at(2, step(1, 1, "completes"))).collected()).isTrue();
        superseded(at(1, step(1, 1, "completes")));
        session.call(at(3, step(2, 1, "fails")));
        assertThat(session.call(at(4, step(2, 1, "fails"))).collected()).isTrue();
        superseded(at(3, step(3, 1, "completes")));
    }

    @Test
    void a_delayed_installation_changes_neither_code_nor_parameters() {
        session.install(installAt(6, "new"));
        List<String> code = sql.rows("SELECT name, sha256, installed_dttm FROM DOM$INSTALLED_CODE ORDER BY name");
        TargetException refused = catchThrowableOfType(TargetException.class, () -> session.install(installAt(5, "old")));
        assertThat(refused.code()).isEqualTo(DomCode.SUPERSEDED_ATTEMPT);
        assertThat(sql.rows("SELECT name, sha256, installed_dttm FROM DOM$INSTALLED_CODE ORDER BY name")).isEqualTo(code);
        assertThat(sql.one("SELECT value FROM DOM$PARAMETERS WHERE run_id = " + RUN)).isEqualTo("new");
        superseded(at(5, step(1, 1, "completes")));
    }

    @Test
    void an_installation_waits_while_a_former_session_of_its_lane_works_and_names_it() {
        session.install(installAt(1, "as it began"));
        TargetSession former = fixture.open();
        inTheBackground(() -> former.call(at(2, step(1, 1, "waits"))));
        untilItRuns(1);
        TargetException refused = catchThrowableOfType(TargetException.class, () -> session.install(installAt(3, "new")));
        assertThat(refused.code()).isEqualTo(DomCode.FORMER_SESSION);
        assertThat(refused.transientError()).isTrue();
        assertThat(refused).hasMessageContaining(named(former));
        assertThat(sql.one("SELECT value FROM DOM$PARAMETERS WHERE run_id = " + RUN)).isEqualTo("as it began");
        former.abort();
        await().until(() -> !fixture.lockIsHeld(lock()));
        session.install(installAt(3, "new"));
        assertThat(fixture.lockIsHeld(lock())).as("the lane's lock after the installation").isFalse();
    }

    @Test
    void an_installation_waits_while_a_branch_of_its_lane_works_and_names_it() {
        TargetSession former = fixture.open();
        inTheBackground(() -> former.call(at(2, branch(1, 1, "waits"))));
        untilItRuns(1);
        TargetException refused = catchThrowableOfType(TargetException.class, () -> session.install(installAt(3, "new")));
        assertThat(refused.code()).isEqualTo(DomCode.FORMER_SESSION);
        assertThat(refused).hasMessageContaining(named(former)).hasMessageContaining("branch");
        assertThat(fixture.lockIsHeld(lock())).isFalse();
        former.abort();
        await().until(() -> !fixture.lockIsHeld(LockName.ofBranch(lock(), 1)));
    }

    @Test
    void a_call_that_arrives_after_its_lane_was_cancelled_is_refused_though_it_was_never_there() {
        session.quieten(laneAt(2));
        superseded(at(1, step(1, 1, "completes")));
    }

    @Test
    void a_delayed_cancel_ends_no_session_of_those_who_came_after_it() {
        TargetSession owner = fixture.open();
        inTheBackground(() -> owner.call(at(3, step(1, 1, "waits"))));
        untilItRuns(1);
        TargetException refused = catchThrowableOfType(TargetException.class, () -> session.quieten(laneAt(2)));
        assertThat(refused.code()).isEqualTo(DomCode.SUPERSEDED_ATTEMPT);
        assertThat(attempt(1, 1)).startsWith("R");
        assertThat(fixture.lockIsHeld(lock())).isTrue();
        owner.abort();
        await().until(() -> !fixture.lockIsHeld(lock()));
    }

    @Test
    void orders_of_parallel_branches_overtake_each_other_but_not_a_step_that_runs_alone() {
        assertThat(session.call(at(3, branch(3, 1, "completes"))).collected()).isFalse();
        assertThat(session.call(at(2, branch(2, 1, "completes"))).collected()).isFalse();
        superseded(at(2, branch(3, 1, "completes")));
        superseded(at(2, step(4, 1, "completes")));
        session.call(at(4, step(4, 1, "completes")));
        superseded(at(3, branch(3, 2, "completes")));
    }

    @Test
    void orders_of_different_runs_have_nothing_to_do_with_each_other() {
        session.call(at(9, step(1, 1, "completes")));
        StepCall own = step(2, 1, "completes");
        StepCall other = new StepCall(2, 1, "58", own.packageName(), own.procedure(), own.arguments(), own.lockName(), 7,
                "BILLING", "CDR_DATA", 2, own.repositoryUuid());
        assertThat(session.call(at(1, other)).collected()).isFalse();
    }

    @Test
    void one_number_from_two_servers_tells_that_a_copy_of_the_repository_is_at_work() {
        session.call(at(1, step(1, 1, "completes")));
        TargetException refused = refusal(at(1, 0, "the copy's server", step(2, 1, "completes")));
        assertThat(refused.code()).isEqualTo(DomCode.REPOSITORY_RESTORED);
        assertThat(refused).hasMessageContaining("copy of the repository").hasMessageContaining("dom repository new-identity");
        assertThat(attempt(2, 1)).isEqualTo("none");
        assertThat(fixture.lockIsHeld(lock())).isFalse();
    }

    @Test
    void a_target_that_was_restored_while_a_lane_ran_is_noticed_at_the_lanes_next_step() {
        session.call(at(4, step(1, 1, "completes")));
        sql.run("DELETE FROM DOM$FENCE", "DELETE FROM DOM$STEP_ATTEMPTS");
        for (TargetException refused : List.of(refusal(at(5, 4, SERVER, step(1, 1, "completes"))),
                catchThrowableOfType(TargetException.class, () -> session.quieten(
                        new FencedLane(lock(), Long.toString(RUN), new Fence(5, 4, SERVER)))))) {
            assertThat(refused.code()).isEqualTo(DomCode.TARGET_RESTORED);
            assertThat(refused).hasMessageContaining("order 4 of run 57").hasMessageContaining("dom accept-database");
        }
        assertThat(attempt(1, 1)).isEqualTo("none");
        session.acceptIdentity(TargetFixture.REPOSITORY, TargetFixture.STAMP, "dba", "restored from last night");
        assertThat(session.call(at(5, step(1, 1, "completes"))).collected()).isFalse();
    }

    @Test
    void a_step_number_that_recurs_after_a_restore_of_the_repository_is_not_taken_for_done() {
        session.call(at(9, step(1, 1, "completes")));
        StepCall own = step(1, 1, "completes");
        StepCall other = new StepCall(1, 1, "58", own.packageName(), own.procedure(), own.arguments(), own.lockName(), 7, "BILLING",
                "CDR_DATA", 2, own.repositoryUuid());
        TargetException refused = refusal(at(1, other));
        assertThat(refused.code()).isEqualTo(DomCode.REPOSITORY_RESTORED);
        assertThat(refused).hasMessageContaining("step 1 is recorded").hasMessageContaining("PROBE.completes of run 57");
        superseded(at(3, step(2, 1, "completes")));
        assertThat(fixture.lockIsHeld(lock())).isFalse();
    }
}
