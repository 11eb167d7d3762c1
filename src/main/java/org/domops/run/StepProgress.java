package org.domops.run;

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
import org.domops.log.StepKey;
import org.domops.log.StepPhase;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
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

    private final LaneLife life;
    private final LaneRestart restart;
    private final RunLog runs;
    private final RunObjects objects;
    private final TaskLog tasks;
    private final StepAttempts attempts;
    private final Clock clock;

    StepProgress(LaneLife life, LaneRestart restart, RunLog runs, RunObjects objects, TaskLog tasks,
                 StepAttempts attempts, Clock clock) {
        this.life = life;
        this.restart = restart;
        this.runs = runs;
        this.objects = objects;
        this.tasks = tasks;
        this.attempts = attempts;
        this.clock = clock;
    }

    /** @throws DomException STEP_LOST when the lane has no token to work on, e.g. because its run is over */
    public TokenMove next(LaneToken token) {
        LaneRow lane = life.lock(new LaneKey(token.runId(), token.databaseId()));
        RunRow run = runs.find(token.runId()).orElseThrow();
        if (lane.status() == Status.P) {
            life.start(lane);
        } else if (lane.status() == Status.E) {
            // the engine's retries were incremented, not the command given again: the same restart
            restart.restart(lane);
        } else if (lane.status() != Status.R) {
            throw new DomException(DomCode.STEP_LOST, "The lane of " + lane.database() + " in run " + run.id() + " is "
                    + lane.status().word() + ", yet a token of it stands at " + token.step() + ".");
        }
        ObjectRow object = token.kind() == StepKind.INSTALL ? null : objects.current(lane.key()).orElseThrow();
        TaskRow step = tokenStep(token, lane, run, object);
        return next(token, run, object, step);
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
            case INCIDENT -> {
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
        if (token.kind() == StepKind.FINAL && !object.initialStarted()) {
            tasks.ended(step.id(), Status.S, null, "INITIAL was not called, so there is nothing to finish",
                    clock.instant());
            tasks.phase(step.id(), StepPhase.DONE);
            objects.status(object, Status.C, null);
            return new TokenMove.Complete(Map.of());
        }
        if (token.kind() == StepKind.INITIAL) {
            objects.initialStarted(object);
        }
        return new TokenMove.Call(attempts.own(token, run, object, step));
    }

    private TaskRow tokenStep(LaneToken token, LaneRow lane, RunRow run, ObjectRow object) {
        int iteration = iteration(token, lane, object);
        StepKey key = new StepKey(lane.key(), object == null ? 0 : object.objectId(), token.step(), iteration);
        Optional<TaskRow> known = tasks.find(key);
        long id = known.isPresent() ? known.get().id()
                : tasks.insert(key, run.operationId(), lane.database(), object, StepPhase.CALL, clock.instant());
        tasks.token(id, token.externalTaskId());
        return tasks.get(id);
    }

    /** A token at ITERATOR begins a new round, unless the round's ITERATOR is not completed yet. */
    private int iteration(LaneToken token, LaneRow lane, ObjectRow object) {
        if (object == null) {
            return 0;
        }
        if (token.kind() != StepKind.ITERATOR) {
            return object.iteration();
        }
        StepKey current = new StepKey(lane.key(), object.objectId(), token.step(), object.iteration());
        boolean unfinished = tasks.find(current).filter(step -> step.phase() != StepPhase.DONE).isPresent();
        int iteration = unfinished ? object.iteration() : object.iteration() + 1;
        objects.iteration(object, iteration);
        return iteration;
    }
}
