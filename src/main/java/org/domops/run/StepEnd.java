package org.domops.run;

import org.domops.engine.StepKind;
import org.domops.error.DomCode;
import org.domops.log.AttemptRow;
import org.domops.log.LaneRow;
import org.domops.log.ObjectRow;
import org.domops.log.RunLanes;
import org.domops.log.RunObjects;
import org.domops.log.SqlLog;
import org.domops.log.Status;
import org.domops.log.StepPhase;
import org.domops.log.TaskAttempts;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Records how a call ended, its SQL log with it, and decides what becomes of the token. In the transaction that moves
 * the token: a crash before its commit leaves the attempt running in the log and marked on the target, from where the
 * next owner collects it; after it nothing of the step is left to do.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class StepEnd {

    private final LaneLife life;
    private final LaneCancelling cancelling;
    private final StepRetry retry;
    private final RunLanes lanes;
    private final RunObjects objects;
    private final TaskLog tasks;
    private final TaskAttempts attempts;
    private final SqlLog statements;
    private final Clock clock;

    StepEnd(LaneLife life, LaneCancelling cancelling, StepRetry retry, RunLanes lanes, RunObjects objects, TaskLog tasks,
            TaskAttempts attempts, SqlLog statements, Clock clock) {
        this.life = life;
        this.cancelling = cancelling;
        this.retry = retry;
        this.lanes = lanes;
        this.objects = objects;
        this.tasks = tasks;
        this.attempts = attempts;
        this.statements = statements;
        this.clock = clock;
    }

    /** @return what becomes of the token; empty: it stays, its step's next phase is to be called */
    public Optional<TokenMove> record(StepOrder order, StepOutcome outcome) {
        LaneRow lane = life.lock(order.lane());
        outcome.statements().forEach((attempt, rows) ->
                statements.insert(order.run().id(), order.taskLogId(), attempt, rows));
        if (order.phase() == StepPhase.CANCEL_QUIETEN) {
            return cancelling.quietened(order, outcome);
        }
        if (lane.status() == Status.K) {
            return cancelled(order, outcome);
        }
        return switch (order.phase()) {
            case CALL -> own(order, outcome);
            case RESTART_INSTALL -> install(order, outcome);
            case RESTART_INITIAL -> initial(order, outcome);
            case FINAL_AFTER_ERROR -> finalAfterError(order, outcome);
            case INCIDENT, OPERATION_COMPLETE, CANCEL_QUIETEN, CANCEL_FINAL, DONE ->
                    throw new IllegalStateException("nothing is called in phase " + order.phase());
        };
    }

    private Optional<TokenMove> cancelled(StepOrder order, StepOutcome outcome) {
        boolean finalCall = order.phase() == StepPhase.CANCEL_FINAL;
        end(order, outcome, outcome.completed() || outcome.objectComplete() ? Status.C : finalCall ? Status.F : Status.X,
                outcome.errorText());
        if (finalCall) {
            return cancelling.finished(order, outcome);
        }
        if (order.kind() == StepKind.INITIAL && outcome.completed()) {
            objects.initialDue(order.object(), false);
        }
        if (order.kind() == StepKind.FINAL) {
            objects.initialDue(order.object(), true);
        }
        return Optional.empty();
    }

    private Optional<TokenMove> own(StepOrder order, StepOutcome outcome) {
        boolean mayComplete = order.kind() == StepKind.ITERATOR || order.kind() == StepKind.TASK
                || order.kind() == StepKind.INITIAL;
        if (mayComplete && outcome.objectComplete()) {
            return objectComplete(order, outcome);
        }
        if (!outcome.completed()) {
            return errored(order, outcome);
        }
        end(order, outcome, Status.C, null);
        tasks.phase(order.tokenStep(), StepPhase.DONE);
        return Optional.of(new TokenMove.Complete(switch (order.kind()) {
            case ITERATOR -> Map.of("initialDue", order.object().initialDue());
            case INITIAL -> {
                objects.initialDue(order.object(), false);
                yield Map.of();
            }
            case FINAL -> {
                objects.status(order.object(), Status.C, null);
                yield Map.of();
            }
            case INSTALL, TASK -> Map.of();
        }));
    }

    private Optional<TokenMove> objectComplete(StepOrder order, StepOutcome outcome) {
        String message = outcome.nothingToPerform() ? "nothing to perform" : "operation complete";
        end(order, outcome, Status.C, message);
        if (!tasks.running(order.lane()).isEmpty()) {
            // the event would end the other branches' steps in the middle
            tasks.phase(order.tokenStep(), StepPhase.OPERATION_COMPLETE);
            return Optional.empty();
        }
        tasks.phase(order.tokenStep(), StepPhase.DONE);
        return Optional.of(new TokenMove.OperationComplete(message));
    }

    private Optional<TokenMove> install(StepOrder order, StepOutcome outcome) {
        if (!outcome.completed()) {
            return errored(order, outcome);
        }
        end(order, outcome, Status.C, null);
        boolean initialFirst = order.token().kind() == StepKind.TASK && objects.current(order.lane())
                .filter(ObjectRow::initialDue).isPresent();
        phaseAfter(order, initialFirst ? StepPhase.RESTART_INITIAL : StepPhase.CALL);
        return Optional.empty();
    }

    private Optional<TokenMove> initial(StepOrder order, StepOutcome outcome) {
        if (!outcome.completed()) {
            return errored(order, outcome);
        }
        end(order, outcome, Status.C, null);
        objects.initialDue(order.object(), false);
        phaseAfter(order, StepPhase.CALL);
        return Optional.empty();
    }

    private void phaseAfter(StepOrder order, StepPhase phase) {
        tasks.retries(order.tokenStep(), 0);
        tasks.phase(order.tokenStep(), phase);
    }

    /** The step's error is committed first; FINAL follows if INITIAL was called since the last FINAL. */
    private Optional<TokenMove> errored(StepOrder order, StepOutcome outcome) {
        end(order, outcome, Status.E, outcome.errorText());
        Optional<TokenMove> again = retry.of(order, outcome);
        if (again.isPresent()) {
            return again;
        }
        boolean finalDue = order.token().kind() != StepKind.FINAL && objects.current(order.lane())
                .filter(object -> object.initialStarted() && (!object.initialDue() || order.kind() == StepKind.INITIAL))
                .isPresent();
        if (finalDue) {
            phaseAfter(order, StepPhase.FINAL_AFTER_ERROR);
            return Optional.empty();
        }
        return incident(order, order.step() + ": " + error(outcome));
    }

    /**
     * The step is completed on its target, but the token can't leave it. It errs, marked as done: its restart goes on after
     * it without calling it again.
     */
    public Optional<TokenMove> stuck(StepOrder order, StepOutcome outcome, String reason) {
        life.lock(order.lane());
        outcome.statements().forEach((attempt, rows) ->
                statements.insert(order.run().id(), order.taskLogId(), attempt, rows));
        tasks.markedDone(order.tokenStep(), true);
        return errored(order, new StepOutcome(DomCode.DIAGRAM_STUCK.number(), "completed, but the diagram can't go on: " + reason,
                false, outcome.session(), outcome.possiblyRepeated(), false, outcome.sha256(), Map.of()));
    }

    private Optional<TokenMove> finalAfterError(StepOrder order, StepOutcome outcome) {
        end(order, outcome, outcome.completed() ? Status.C : Status.F, outcome.errorText());
        Optional<TokenMove> again = outcome.completed() ? Optional.empty() : retry.of(order, outcome);
        if (again.isPresent()) {
            return again;
        }
        objects.initialDue(order.object(), true);
        TaskRow failed = tasks.latestError(order.lane());
        String first = failed.key().procedure() + ": " + failed.errorCode() + " " + failed.statusMessage();
        return incident(order, outcome.completed() ? first
                : first + " (FINAL failed after it: " + error(outcome) + ")");
    }

    private Optional<TokenMove> incident(StepOrder order, String message) {
        tasks.erroredToken(order.tokenStep(), clock.instant());
        lanes.waitingFor(order.lane(), null);
        life.fail(life.lock(order.lane()), message);
        return Optional.of(new TokenMove.Incident(message));
    }

    private void end(StepOrder order, StepOutcome outcome, Status status, String message) {
        Integer errorCode = status == Status.C && outcome.completed() ? null : outcome.errorCode();
        tasks.ended(order.taskLogId(), status, errorCode, message, clock.instant());
        attempts.ended(new AttemptRow(order.taskLogId(), order.attempt(), status, message, errorCode, null,
                outcome.sha256(), null, outcome.session(), outcome.possiblyRepeated(), outcome.unknown(), null,
                clock.instant()));
    }

    static String error(StepOutcome outcome) {
        return outcome.errorCode() + " " + outcome.errorText();
    }
}
