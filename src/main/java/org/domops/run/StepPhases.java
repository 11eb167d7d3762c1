package org.domops.run;

import org.domops.engine.LaneToken;
import org.domops.engine.StepKind;
import org.domops.log.ObjectRow;
import org.domops.log.RunObjects;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.domops.log.StepPhase;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Map;

/** Says what the phase of a token's step calls for. In the caller's transaction, which holds the lane's row. */
@Component
class StepPhases {

    private final RunObjects objects;
    private final TaskLog tasks;
    private final StepAttempts attempts;
    private final Clock clock;

    StepPhases(RunObjects objects, TaskLog tasks, StepAttempts attempts, Clock clock) {
        this.objects = objects;
        this.tasks = tasks;
        this.attempts = attempts;
        this.clock = clock;
    }

    TokenMove next(LaneToken token, RunRow run, ObjectRow object, TaskRow step) {
        return switch (step.phase()) {
            case RESTART_INSTALL -> token.kind() == StepKind.INSTALL
                    ? call(token, run, object, step)
                    : new TokenMove.Call(attempts.onBehalf(token, run, null, step, StepKind.INSTALL));
            case RESTART_INITIAL -> initial(token, run, object, step);
            case CALL, DONE -> call(token, run, object, step);
            case FINAL_AFTER_ERROR ->
                    new TokenMove.Call(attempts.onBehalf(token, run, object, step, StepKind.FINAL));
            case OPERATION_COMPLETE -> {
                tasks.phase(step.id(), StepPhase.DONE);
                yield new TokenMove.OperationComplete(step.statusMessage());
            }
            case INCIDENT, CANCEL_QUIETEN, CANCEL_FINAL -> {
                tasks.phase(step.id(), StepPhase.RESTART_INSTALL);
                yield next(token, run, object, tasks.get(step.id()));
            }
        };
    }

    private TokenMove initial(LaneToken token, RunRow run, ObjectRow object, TaskRow step) {
        objects.initialStarted(object);
        return new TokenMove.Call(attempts.onBehalf(token, run, object, step, StepKind.INITIAL));
    }

    private TokenMove call(LaneToken token, RunRow run, ObjectRow object, TaskRow step) {
        if (step.markedDone()) {
            return markedDone(token, object, step);
        }
        if (token.kind() == StepKind.FINAL && !object.initialStarted()) {
            tasks.ended(step.id(), Status.S, null, "INITIAL was not called, so there is nothing to finish",
                    clock.instant());
            tasks.phase(step.id(), StepPhase.DONE);
            objects.status(object, Status.C, null);
            return new TokenMove.Complete(Map.of());
        }
        if (token.kind() == StepKind.TASK && object.initialDue()) {
            // another branch's error was followed by FINAL: INITIAL comes before the lane's next task
            tasks.phase(step.id(), StepPhase.RESTART_INITIAL);
            return initial(token, run, object, tasks.get(step.id()));
        }
        if (token.kind() == StepKind.INITIAL) {
            objects.initialStarted(object);
        }
        return new TokenMove.Call(attempts.own(token, run, object, step));
    }

    /** Mended by hand: what the call would have done to the lane is done without it. */
    private TokenMove markedDone(LaneToken token, ObjectRow object, TaskRow step) {
        tasks.ended(step.id(), Status.C, null, step.statusMessage(), clock.instant());
        tasks.markedDone(step.id(), false);
        tasks.phase(step.id(), StepPhase.DONE);
        return switch (token.kind()) {
            case ITERATOR -> new TokenMove.Complete(Map.of("initialDue", object.initialDue()));
            case FINAL -> {
                objects.status(object, Status.C, null);
                yield new TokenMove.Complete(Map.of());
            }
            case INITIAL -> {
                objects.initialStarted(object);
                objects.initialDue(object, false);
                yield new TokenMove.Complete(Map.of());
            }
            case INSTALL, TASK -> new TokenMove.Complete(Map.of());
        };
    }
}
