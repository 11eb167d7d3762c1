package org.domops.run;

import org.domops.engine.Diagrams;
import org.domops.engine.LaneToken;
import org.domops.engine.StepKind;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneKey;
import org.domops.log.LaneRow;
import org.domops.log.ObjectRow;
import org.domops.log.RunLog;
import org.domops.log.RunObjects;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.domops.log.StepPhase;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Says what a token that a worker holds has to call next. All state is in rows, so whoever holds the token after a
 * crash gets the same answer.
 *
 * <p>The transaction is the one that locks the token or moves it: a crash before its commit leaves the former step's
 * end unrecorded (it is collected from the target, not called again), after it an attempt that is recorded as running
 * (the next owner continues it under the same number).
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class StepProgress {

    private static final String ONE_ITERATION = "test mode: one iteration";

    private final LaneLife life;
    private final LaneRestart restart;
    private final LaneCancelling cancelling;
    private final StepGates gates;
    private final TokenSteps tokenSteps;
    private final RunLog runs;
    private final RunObjects objects;
    private final TaskLog tasks;
    private final StepAttempts attempts;
    private final Diagrams diagrams;
    private final Clock clock;

    StepProgress(LaneLife life, LaneRestart restart, LaneCancelling cancelling, StepGates gates, TokenSteps tokenSteps,
                 RunLog runs, RunObjects objects, TaskLog tasks, StepAttempts attempts, Diagrams diagrams, Clock clock) {
        this.life = life;
        this.restart = restart;
        this.cancelling = cancelling;
        this.gates = gates;
        this.tokenSteps = tokenSteps;
        this.runs = runs;
        this.objects = objects;
        this.tasks = tasks;
        this.attempts = attempts;
        this.diagrams = diagrams;
        this.clock = clock;
    }

    /** @throws DomException STEP_LOST when the lane has no token to work on, e.g. because its run is over */
    public TokenMove next(LaneToken token) {
        Optional<LaneRow> known = life.find(new LaneKey(token.runId(), token.databaseId()));
        if (known.isEmpty()) {
            return new TokenMove.Incident("There is no lane of run " + token.runId() + " on the database with id "
                    + token.databaseId() + ", so this instance is nobody's. Delete it.");
        }
        LaneRow lane = known.get();
        RunRow run = runs.find(token.runId()).orElseThrow();
        ObjectRow object = token.kind() == StepKind.INSTALL ? null : objects.current(lane.key()).orElseThrow();
        if (token.kind() == StepKind.ITERATOR && object.resumeAt() != null && lane.status() != Status.K) {
            String procedure = object.resumeAt();
            objects.resumeAt(object, null);
            return new TokenMove.Relocate(diagrams.activityOf(token.place().processDefinitionId(), tokenSteps.kind(procedure), procedure));
        }
        if (oneIterationDone(token, run, lane, object)) {
            return new TokenMove.OperationComplete(ONE_ITERATION);
        }
        TaskRow step = tokenSteps.of(token, lane, run, object);
        return switch (lane.status()) {
            case K -> cancelling.next(token, run, lane, object, step);
            case P -> lane.released() ? begin(token, run, lane, object, step) : new TokenMove.Park(StepGates.LONG);
            case R, H -> proceed(token, run, lane, object, step);
            case E -> afterError(token, run, lane, object, step);
            default -> throw new DomException(DomCode.STEP_LOST, "The lane of " + lane.database() + " in run " + run.id()
                    + " is " + lane.status().word() + ", yet a token of it stands at " + token.step() + ".");
        };
    }

    private boolean oneIterationDone(LaneToken token, RunRow run, LaneRow lane, ObjectRow object) {
        return run.test() && token.kind() == StepKind.ITERATOR && object.iteration() > 0 && lane.status() == Status.R
                && !tokenSteps.roundUnfinished(token, lane, object);
    }

    private TokenMove begin(LaneToken token, RunRow run, LaneRow lane, ObjectRow object, TaskRow step) {
        Optional<Duration> wait = gates.wait(token, run, lane, object, step);
        if (wait.isPresent()) {
            return new TokenMove.Park(wait.get());
        }
        life.start(lane);
        return next(token, run, object, step);
    }

    private TokenMove proceed(LaneToken token, RunRow run, LaneRow lane, ObjectRow object, TaskRow step) {
        Optional<Duration> wait = gates.wait(token, run, lane, object, step);
        return wait.isPresent() ? new TokenMove.Park(wait.get()) : next(token, run, object, step);
    }

    /** The engine's retries were incremented, not the command given again: the same restart. Or it is another branch. */
    private TokenMove afterError(LaneToken token, RunRow run, LaneRow lane, ObjectRow object, TaskRow step) {
        if (step.phase() == StepPhase.FINAL_AFTER_ERROR) {
            return proceed(token, run, lane, object, step);
        }
        if (step.phase() != StepPhase.INCIDENT) {
            return new TokenMove.Park(StepGates.LONG);
        }
        restart.restartNow(lane);
        LaneRow restarted = life.lock(lane.key());
        return begin(token, run, restarted, object, tasks.get(step.id()));
    }

    private TokenMove next(LaneToken token, RunRow run, ObjectRow object, TaskRow step) {
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
