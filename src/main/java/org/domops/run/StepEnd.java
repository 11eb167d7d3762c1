package org.domops.run;

import org.domops.engine.StepKind;
import org.domops.log.LaneRow;
import org.domops.log.ObjectRow;
import org.domops.log.RunObjects;
import org.domops.log.Status;
import org.domops.log.StepPhase;
import org.domops.log.TaskLog;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

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
    private final LaneFences fences;
    private final StepRecord record;
    private final StepFailure failure;
    private final RunObjects objects;
    private final TaskLog tasks;

    StepEnd(LaneLife life, LaneCancelling cancelling, LaneFences fences, StepRecord record, StepFailure failure, RunObjects objects,
            TaskLog tasks) {
        this.life = life;
        this.cancelling = cancelling;
        this.fences = fences;
        this.record = record;
        this.failure = failure;
        this.objects = objects;
        this.tasks = tasks;
    }

    /** @return what becomes of the token; empty: it stays, its step's next phase is to be called */
    public Optional<TokenMove> record(StepOrder order, StepOutcome outcome) {
        LaneRow lane = life.lock(order.lane());
        fences.ended(order, outcome, lane.database());
        record.statements(order, outcome);
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
            case FINAL_AFTER_ERROR -> failure.finalEnded(order, outcome);
            case INCIDENT, OPERATION_COMPLETE, CANCEL_QUIETEN, CANCEL_FINAL, DONE ->
                    throw new IllegalStateException("nothing is called in phase " + order.phase());
        };
    }

    /**
     * The call has ended, but the diagram can't go on from it. As {@link #record}, in a transaction of its own after the
     * one that failed.
     *
     * @param reason what the diagram asks for and is not there
     */
    public Optional<TokenMove> stuck(StepOrder order, StepOutcome outcome, String reason) {
        LaneRow lane = life.lock(order.lane());
        fences.ended(order, outcome, lane.database());
        record.statements(order, outcome);
        return failure.stuck(order, outcome, reason);
    }

    private Optional<TokenMove> cancelled(StepOrder order, StepOutcome outcome) {
        boolean finalCall = order.phase() == StepPhase.CANCEL_FINAL;
        record.end(order, outcome, outcome.completed() || outcome.objectComplete() ? Status.C
                : finalCall ? Status.F : Status.X, outcome.errorText());
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
            return failure.errored(order, outcome);
        }
        record.end(order, outcome, Status.C, null);
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
        record.end(order, outcome, Status.C, message);
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
            return failure.errored(order, outcome);
        }
        record.end(order, outcome, Status.C, null);
        boolean initialFirst = order.token().kind() == StepKind.TASK && objects.current(order.lane())
                .filter(ObjectRow::initialDue).isPresent();
        phaseAfter(order, initialFirst ? StepPhase.RESTART_INITIAL : StepPhase.CALL);
        return Optional.empty();
    }

    private Optional<TokenMove> initial(StepOrder order, StepOutcome outcome) {
        if (!outcome.completed()) {
            return failure.errored(order, outcome);
        }
        record.end(order, outcome, Status.C, null);
        objects.initialDue(order.object(), false);
        phaseAfter(order, StepPhase.CALL);
        return Optional.empty();
    }

    private void phaseAfter(StepOrder order, StepPhase phase) {
        tasks.retries(order.tokenStep(), 0);
        tasks.phase(order.tokenStep(), phase);
    }
}
