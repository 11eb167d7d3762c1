package org.domops.run;

import org.domops.engine.LaneToken;
import org.domops.engine.StepKind;
import org.domops.log.LaneKey;
import org.domops.log.LaneRow;
import org.domops.log.ObjectRow;
import org.domops.log.RunLog;
import org.domops.log.RunObjects;
import org.domops.log.Status;
import org.domops.log.StepKey;
import org.domops.log.StepPhase;
import org.domops.log.TaskAttempts;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.domops.target.Fence;
import org.domops.target.TargetStamp;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.util.Optional;
import java.util.Set;

/**
 * Finds the order that a token's holder was given, as the rows have it: what a worker outside of the server says of its
 * order need not be believed.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class OrderedSteps {

    private final LaneLife life;
    private final RunLog runs;
    private final RunObjects objects;
    private final TaskLog tasks;
    private final TaskAttempts attempts;
    private final LaneFences fences;

    OrderedSteps(LaneLife life, RunLog runs, RunObjects objects, TaskLog tasks, TaskAttempts attempts, LaneFences fences) {
        this.life = life;
        this.runs = runs;
        this.objects = objects;
        this.tasks = tasks;
        this.attempts = attempts;
        this.fences = fences;
    }

    /**
     * The order at whose call the token's holder is, without its kit; empty: at none. The lane's row is locked.
     *
     * @param number of the order's fence, as the holder says
     * @param stamp that the target was left, as the holder says; null: none
     */
    public Optional<StepOrder> of(LaneToken token, long number, String stamp) {
        Optional<LaneRow> lane = life.find(new LaneKey(token.runId(), token.databaseId()));
        Optional<ObjectRow> object = token.kind() == StepKind.INSTALL ? Optional.empty()
                : lane.flatMap(row -> objects.current(row.key()));
        return lane.flatMap(row -> tasks.find(key(row, object.orElse(null), token.step())))
                .filter(step -> token.externalTaskId().equals(step.externalTaskId()))
                .flatMap(step -> of(token, lane.get(), object.orElse(null), step, fences.given(lane.get().key(), number), stamp));
    }

    /**
     * Whether the end of a call is recorded as its holder tells it. An attempt that others have left, as nobody knew what came
     * of it, has an end, too, but without the statements that the holder has fetched.
     *
     * @param session of the call; null: it did not get to its target, so there is nothing to lose
     */
    public boolean recorded(long taskLogId, int attempt, StepPhase phase, String session) {
        return phase == StepPhase.CANCEL_QUIETEN ? tasks.get(taskLogId).phase() != StepPhase.CANCEL_QUIETEN
                : attempts.ended(taskLogId, attempt, session);
    }

    private Optional<StepOrder> of(LaneToken token, LaneRow lane, ObjectRow object, TaskRow step, Fence fence, String stamp) {
        Optional<StepKind> kind = kind(token, step.phase());
        boolean own = step.phase() == StepPhase.CALL || step.phase() == StepPhase.CANCEL_QUIETEN;
        Optional<TaskRow> called = kind.flatMap(each -> own ? Optional.of(step)
                : tasks.find(key(lane, each == StepKind.INSTALL ? null : object, each.name())));
        return called.filter(row -> row.status() == Status.R || step.phase() == StepPhase.CANCEL_QUIETEN)
                .map(row -> new StepOrder(token, step.id(), step.phase(), row.id(), row.attempt(), unknownFrom(row, step.phase()),
                        kind.get(), row.key().procedure(), runs.find(token.runId()).orElseThrow(), object, row.key().iteration(),
                        fence, stamp == null ? null : new TargetStamp(lane.database(), Set.of(), 0, stamp), null));
    }

    private int unknownFrom(TaskRow called, StepPhase phase) {
        return attempts.unknownBefore(called.id(), phase == StepPhase.CANCEL_QUIETEN ? called.attempt() + 1 : called.attempt());
    }

    private static StepKey key(LaneRow lane, ObjectRow object, String procedure) {
        return object == null ? new StepKey(lane.key(), 0, procedure, 0)
                : new StepKey(lane.key(), object.objectId(), procedure, object.iteration());
    }

    private static Optional<StepKind> kind(LaneToken token, StepPhase phase) {
        return switch (phase) {
            case CALL, CANCEL_QUIETEN -> Optional.of(token.kind());
            case RESTART_INSTALL -> Optional.of(StepKind.INSTALL);
            case RESTART_INITIAL -> Optional.of(StepKind.INITIAL);
            case FINAL_AFTER_ERROR, CANCEL_FINAL -> Optional.of(StepKind.FINAL);
            case INCIDENT, OPERATION_COMPLETE, DONE -> Optional.empty();
        };
    }
}
