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

import java.time.Duration;
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
    private final StepPhases phases;
    private final RunLog runs;
    private final RunObjects objects;
    private final TaskLog tasks;
    private final Diagrams diagrams;

    StepProgress(LaneLife life, LaneRestart restart, LaneCancelling cancelling, StepGates gates, TokenSteps tokenSteps,
                 StepPhases phases, RunLog runs, RunObjects objects, TaskLog tasks, Diagrams diagrams) {
        this.life = life;
        this.restart = restart;
        this.cancelling = cancelling;
        this.gates = gates;
        this.tokenSteps = tokenSteps;
        this.phases = phases;
        this.runs = runs;
        this.objects = objects;
        this.tasks = tasks;
        this.diagrams = diagrams;
    }

    /**
     * Locks the token's lane until the transaction ends; no lane: nothing happens. Whether the token is still the caller's is
     * to be asked after that: in between the caller may have been paused, and the lane have gone on with another owner.
     */
    public void lockLane(LaneToken token) {
        life.find(new LaneKey(token.runId(), token.databaseId()));
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

    /**
     * A token of the lane has nothing to call now, e.g. as it waits for another branch at a join. If nothing else of the lane
     * runs and it is to be halted, it is halted: no other token may come to say so, as they are parked already.
     */
    public void rest(LaneToken token) {
        life.find(new LaneKey(token.runId(), token.databaseId())).ifPresent(lane ->
                gates.haltIfIdle(runs.find(token.runId()).orElseThrow(), lane));
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
        return phases.next(token, run, object, step);
    }

    private TokenMove proceed(LaneToken token, RunRow run, LaneRow lane, ObjectRow object, TaskRow step) {
        Optional<Duration> wait = gates.wait(token, run, lane, object, step);
        return wait.isPresent() ? new TokenMove.Park(wait.get()) : phases.next(token, run, object, step);
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
}
