package org.domops.torture.check;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The harness's checks can fail: each notices what it is there for. */
class CheckTest {

    private final LawfulLane lane = new LawfulLane();

    @Test
    void a_lane_that_did_all_it_had_to_passes_every_check() {
        assertThat(Check.ALL).allSatisfy(check -> assertThat(check.violations(lane.evidence())).isEmpty());
    }

    @Test
    void a_run_that_stays_running_is_noticed() {
        lane.runs.set(0, new RunFact(LawfulLane.RUN, "torture-line", 1, "R", "1/1/1", null));
        found(new LawfulEnds(), "run 7 is R");
    }

    @Test
    void a_lane_that_stays_errored_is_noticed() {
        lane.lanes.set(0, new LaneFact(LawfulLane.RUN, 1, LawfulLane.TARGET, "E", null));
        found(new LawfulEnds(), "is E");
    }

    @Test
    void an_attempt_without_an_end_is_noticed() {
        lane.attempt("TASK_TWO", each -> new AttemptFact(each.taskLogId(), 1, "R", null, "N", "N", each.startDttm(), null));
        found(new LawfulEnds(), "attempt 1 at run 7 on TORTPRD01, LINE_1 round 1 TASK_TWO");
    }

    @Test
    void a_task_that_was_left_out_is_noticed() {
        lane.witnesses.removeIf(each -> each.procedure().equals("TASK_TWO") && each.is("END"));
        found(new DoneOnce(), "TASK_TWO was never done");
    }

    @Test
    void a_task_that_was_done_twice_is_noticed_whatever_the_log_says() {
        lane.attempt("TASK_TWO", LawfulLaneChanges::repeated);
        Witness end = lane.witness("TASK_TWO", "END");
        lane.add(end, "END", end.callId());
        found(new DoneOnce(), "TASK_TWO was done twice");
    }

    @Test
    void a_committed_statement_that_was_repeated_is_noticed_unless_the_log_says_so() {
        Witness statement = lane.witness("TASK_TWO", "SQL1");
        lane.add(statement, "SQL1", statement.callId());
        found(new DoneOnce(), "SQL1 was done 2 times");
        lane.attempt("TASK_TWO", LawfulLaneChanges::repeated);
        assertThat(new DoneOnce().violations(lane.evidence())).isEmpty();
    }

    @Test
    void a_call_that_was_repeated_is_noticed_unless_the_log_says_so() {
        Witness begin = lane.witness("TASK_ONE", "BEGIN");
        lane.add(begin, "BEGIN", 1_000);
        found(new DoneOnce(), "attempt 1 was called 2 times");
        lane.attempt("TASK_ONE", LawfulLaneChanges::repeated);
        assertThat(new DoneOnce().violations(lane.evidence())).isEmpty();
    }

    @Test
    void a_task_without_initial_before_it_is_noticed() {
        lane.witnesses.removeIf(each -> each.procedure().equals("INITIAL") && each.object().equals("LINE_2"));
        found(new InitialBeforeTasks(), "LINE_2 round 1 TASK_ONE was called without INITIAL before it");
    }

    @Test
    void a_task_that_goes_on_after_final_without_another_initial_is_noticed() {
        Witness begin = lane.witness("TASK_TWO", "BEGIN");
        lane.witnesses.add(lane.witnesses.indexOf(begin), LawfulLaneChanges.as(begin, "FINAL Y", "BEGIN", 1_000));
        found(new InitialBeforeTasks(), "TASK_TWO was called without INITIAL before it");
    }

    @Test
    void a_final_for_an_object_whose_initial_was_never_begun_is_noticed() {
        long initial = lane.step("INITIAL");
        lane.witnesses.removeIf(each -> each.taskLogId() == initial);
        lane.steps.removeIf(step -> step.id() == initial);
        found(new InitialBeforeTasks(), "FINAL N was called without an INITIAL before it");
    }

    @Test
    void a_failure_without_final_after_it_is_noticed() {
        Witness end = lane.witness("TASK_TWO", "END");
        lane.witnesses.set(lane.witnesses.indexOf(end), LawfulLaneChanges.as(end, "TASK_TWO", "FAULT", end.callId()));
        lane.attempt("TASK_TWO", each -> new AttemptFact(each.taskLogId(), 1, "E", -20555, "N", "N", each.startDttm(), each.endDttm()));
        found(new FinalAfterFailure(), "TASK_TWO failed, and");
    }

    @Test
    void an_object_whose_final_is_not_the_last_thing_done_is_noticed() {
        lane.witnesses.removeIf(each -> each.procedure().equals("FINAL N") && each.object().equals("LINE_1"));
        found(new FinalAfterFailure(), "LINE_1 is completed, and FINAL N was not the last thing done");
    }

    @Test
    void a_cancelled_lane_without_final_is_noticed() {
        lane.lanes.set(0, new LaneFact(LawfulLane.RUN, 1, LawfulLane.TARGET, "X", null));
        lane.witnesses.removeIf(each -> each.procedure().startsWith("FINAL"));
        found(new FinalAfterFailure(), "was cancelled after INITIAL, and no FINAL came after it");
    }

    @Test
    void a_session_that_works_on_beside_the_new_owner_is_noticed() {
        Witness end = lane.witness("TASK_ONE", "END");
        Witness next = lane.witness("TASK_TWO", "BEGIN");
        lane.witnesses.remove(end);
        lane.witnesses.add(lane.witnesses.indexOf(next) + 1, end);
        found(new NeverBeside(), "TASK_ONE ran beside");
    }

    @Test
    void a_session_that_wakes_up_beside_the_new_owner_is_noticed() {
        Witness next = lane.witness("TASK_TWO", "BEGIN");
        lane.witnesses.add(lane.witnesses.indexOf(next) + 1, LawfulLaneChanges.as(lane.witness("TASK_ONE", "BEGIN"), "TASK_ONE",
                "AWAKE", lane.witness("TASK_ONE", "BEGIN").callId()));
        found(new NeverBeside(), "TASK_ONE ran beside");
    }

    @Test
    void a_call_that_died_right_after_its_begin_ran_beside_nothing() {
        Witness begin = lane.witness("TASK_ONE", "BEGIN");
        lane.witnesses.add(lane.witnesses.indexOf(begin), LawfulLaneChanges.as(begin, "TASK_ONE", "BEGIN", 1_000));
        assertThat(new NeverBeside().violations(lane.evidence())).isEmpty();
    }

    @Test
    void a_statement_that_is_not_in_the_log_is_noticed() {
        lane.statements.remove(0);
        found(new LogComplete(), "was run and is not in DOM$SQL_LOG");
    }

    @Test
    void a_statement_that_is_in_the_log_twice_is_noticed() {
        lane.statements.add(lane.statements.get(0));
        found(new LogComplete(), "is logged 2 times");
    }

    @Test
    void a_statement_that_is_logged_as_completed_and_was_not_run_is_noticed() {
        lane.witnesses.removeIf(each -> each.procedure().equals("TASK_TWO") && each.is("SQL1"));
        found(new LogComplete(), "was never run");
    }

    @Test
    void a_call_whose_attempt_is_not_in_the_log_is_noticed() {
        lane.attempts.removeIf(each -> each.taskLogId() == lane.step("TASK_ONE"));
        found(new LogComplete(), "which is not in the log");
    }

    @Test
    void statements_in_another_order_than_they_were_run_in_are_noticed() {
        StatementFact first = lane.statements.get(2);
        StatementFact second = lane.statements.get(3);
        lane.statements.set(2, new StatementFact(first.id(), first.taskLogId(), 1, second.targetSeq() + 1, first.sqlText(), "C",
                first.startDttm(), first.endDttm()));
        found(new LogInOrder(), "out of order");
    }

    @Test
    void attempts_of_a_lane_that_overlap_are_noticed() {
        lane.attempt("TASK_ONE", each -> new AttemptFact(each.taskLogId(), 1, "C", null, "N", "N", each.startDttm(),
                each.endDttm().plusSeconds(5)));
        found(new LogInOrder(), "began at");
    }

    @Test
    void an_open_mark_on_a_target_is_noticed() {
        lane.marks.set(2, new TargetMark(LawfulLane.TARGET, lane.marks.get(2).taskLogId(), 1, "R", 1));
        found(new MarksAgree(), "is open on its target");
    }

    @Test
    void an_attempt_that_is_completed_in_the_log_alone_is_noticed() {
        lane.marks.remove(2);
        found(new MarksAgree(), "no mark on the target says so");
    }

    @Test
    void a_mark_that_was_opened_twice_is_noticed_unless_the_log_says_so() {
        lane.marks.set(2, new TargetMark(LawfulLane.TARGET, lane.marks.get(2).taskLogId(), 1, "C", 2));
        found(new MarksAgree(), "was opened 2 times");
    }

    @Test
    void whatever_is_left_is_a_violation() {
        lane.left.add("session 4711 on TORTPRD01");
        found(new NothingLeft(), "session 4711");
    }

    private void found(Check check, String words) {
        List<String> violations = check.violations(lane.evidence());
        assertThat(violations).isNotEmpty().anySatisfy(each -> assertThat(each).contains(words));
    }
}
