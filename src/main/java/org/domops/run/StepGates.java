package org.domops.run;

import org.domops.engine.LaneToken;
import org.domops.engine.StepKind;
import org.domops.log.LaneRow;
import org.domops.log.ObjectRow;
import org.domops.log.RunLanes;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.domops.log.StepPhase;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may keep a step from beginning: the order to halt, the maintenance windows, and the other branches of its lane.
 * Asked in every transaction that begins an attempt, under the lane's lock; a step that has begun is never kept.
 */
@Component
class StepGates {

    /** Until somebody releases the token; looked at again now and then, so that nothing waits for ever. */
    static final Duration LONG = Duration.ofMinutes(10);
    /** Another branch of the lane is at a step. */
    static final Duration SHORT = Duration.ofSeconds(1);
    /** These are called when nothing else of the lane runs. */
    private static final Set<String> ALONE = EnumSet.of(StepKind.INSTALL, StepKind.ITERATOR, StepKind.INITIAL,
            StepKind.FINAL).stream().map(Enum::name).collect(Collectors.toSet());
    private static final Set<StepPhase> ENDING =
            EnumSet.of(StepPhase.FINAL_AFTER_ERROR, StepPhase.INCIDENT, StepPhase.OPERATION_COMPLETE);

    private final LaneLife life;
    private final RunLanes lanes;
    private final TaskLog tasks;
    private final LaneWindow window;
    /** Definitions may change while a window is closed. */
    private final Duration windowCheck;
    private final Clock clock;

    StepGates(LaneLife life, RunLanes lanes, TaskLog tasks, LaneWindow window,
              @Value("${dom.window-check:1m}") Duration windowCheck, Clock clock) {
        this.life = life;
        this.lanes = lanes;
        this.tasks = tasks;
        this.window = window;
        this.windowCheck = windowCheck;
        this.clock = clock;
    }

    /** How long the token has to wait; empty: its step may begin, or has begun already. */
    Optional<Duration> wait(LaneToken token, RunRow run, LaneRow lane, ObjectRow object, TaskRow step) {
        List<TaskRow> running = tasks.running(lane.key());
        if (running.stream().anyMatch(each -> token.externalTaskId().equals(each.externalTaskId()))) {
            // an attempt that a former owner of the token has begun is to be continued
            return Optional.empty();
        }
        if (token.branching() && otherBranches(token, object, step, running)) {
            return Optional.of(ending(step) ? LONG : SHORT);
        }
        if (step.phase() == StepPhase.FINAL_AFTER_ERROR) {
            // it belongs to the step that has failed
            return Optional.empty();
        }
        if (toBeHalted(run, lane)) {
            haltIf(running.isEmpty(), lane);
            return Optional.of(LONG);
        }
        if (lane.status() == Status.H) {
            life.resume(lane);
        }
        return window(run, lane);
    }

    /** A lane that is to be halted is so when the last of its running steps has ended. */
    void haltIfIdle(RunRow run, LaneRow lane) {
        if (toBeHalted(run, lane)) {
            haltIf(tasks.running(lane.key()).isEmpty(), lane);
        }
    }

    private static boolean toBeHalted(RunRow run, LaneRow lane) {
        return run.halted() || lane.halted();
    }

    private void haltIf(boolean idle, LaneRow lane) {
        if (idle && lane.status() == Status.R) {
            life.halt(lane);
        }
    }

    private boolean otherBranches(LaneToken token, ObjectRow object, TaskRow step, List<TaskRow> running) {
        boolean alone = step.phase() != StepPhase.CALL && step.phase() != StepPhase.DONE
                || ALONE.contains(token.kind().name()) || object != null && object.initialDue();
        return alone ? !running.isEmpty()
                : running.stream().anyMatch(each -> ALONE.contains(each.key().procedure())) || ending(step);
    }

    /** A branch has failed, or has said that the object is complete: the others begin nothing more. */
    private boolean ending(TaskRow step) {
        return !ENDING.contains(step.phase()) && tasks.unfinished(step.key().lane()).stream()
                .anyMatch(each -> each.id() != step.id() && ENDING.contains(each.phase()));
    }

    private Optional<Duration> window(RunRow run, LaneRow lane) {
        Optional<Instant> opens = window.opens(lane, run.environmentId());
        if (opens.isEmpty()) {
            if (lane.waitingFor() != null) {
                lanes.waitingFor(lane.key(), null);
            }
            return Optional.empty();
        }
        lanes.waitingFor(lane.key(), LaneWindow.words(opens.get()));
        Duration wait = Duration.between(clock.instant(), opens.get());
        return Optional.of(wait.compareTo(windowCheck) < 0 ? wait : windowCheck);
    }
}
