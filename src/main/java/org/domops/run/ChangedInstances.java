package org.domops.run;

import org.domops.engine.ExternalTasks;
import org.domops.engine.LaneInstances;
import org.domops.log.AttemptRow;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.domops.log.StepPhase;
import org.domops.log.TaskAttempts;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.domops.repository.RepositoryOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Notices what people do to process instances in Cockpit short of deleting them: suspended ones are shown, steps whose
 * token was moved away are left, and a lane with more tokens than its diagram can have is to be restarted. Every 30 s, as
 * {@link LostInstances}; idempotent.
 */
@Component
class ChangedInstances {

    static final String SUSPENDED = "suspended in Cockpit; it goes on when its process instance is activated";
    private static final Logger LOG = LoggerFactory.getLogger(ChangedInstances.class);
    private static final String MOVED = "its token was moved away or cancelled in Cockpit";

    private final RunLog runs;
    private final RunLanes lanes;
    private final LaneLife life;
    private final LostInstances lost;
    private final TaskLog tasks;
    private final TaskAttempts attempts;
    private final LaneInstances instances;
    private final ExternalTasks externalTasks;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChangedInstances(RunLog runs, RunLanes lanes, LaneLife life, LostInstances lost, TaskLog tasks, TaskAttempts attempts,
                     LaneInstances instances, ExternalTasks externalTasks, TransactionTemplate transaction, Clock clock) {
        this.runs = runs;
        this.lanes = lanes;
        this.life = life;
        this.lost = lost;
        this.tasks = tasks;
        this.attempts = attempts;
        this.instances = instances;
        this.externalTasks = externalTasks;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${dom.instance-check:30s}")
    void compare() {
        quietly("Suspended instances", this::showSuspended);
        quietly("Moved tokens", this::leaveMoved);
        quietly("Additional tokens", this::loseDoubled);
    }

    private static void quietly(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            RepositoryOutage.leave(e);
            LOG.warn("{} could not be looked for now, it is tried again: {}", what, e.toString());
        }
    }

    private void showSuspended() {
        Set<String> suspended = instances.suspended();
        for (LaneRow lane : lanes.withInstance()) {
            boolean shown = SUSPENDED.equals(lane.waitingFor());
            if (suspended.contains(lane.processInstanceId()) != shown) {
                lanes.waitingFor(lane.key(), shown ? null : SUSPENDED);
            }
        }
        for (long id : runs.open()) {
            transaction.executeWithoutResult(status -> {
                RunRow run = runs.lock(id);
                boolean shown = SUSPENDED.equals(run.statusMessage());
                if (!run.open() || suspended.contains(run.processInstanceId()) == shown) {
                    return;
                }
                if (shown) {
                    life.recompute(id);
                } else {
                    runs.status(id, run.status(), SUSPENDED);
                }
            });
        }
    }

    private void leaveMoved() {
        List<TaskRow> steps = tasks.withToken();
        Set<String> existing = externalTasks.existing(steps.stream().map(TaskRow::externalTaskId).toList());
        steps.stream().filter(step -> !existing.contains(step.externalTaskId()))
                .forEach(step -> transaction.executeWithoutResult(status -> leave(step)));
    }

    private void leave(TaskRow known) {
        LaneRow lane = life.lock(known.key().lane());
        TaskRow step = tasks.get(known.id());
        // seen again under the lock: the step may have ended, or the whole instance may be gone
        if (lane.processInstanceId() == null || !instances.alive(List.of(lane.processInstanceId())).contains(lane.processInstanceId())
                || !Objects.equals(step.externalTaskId(), known.externalTaskId())
                || step.phase() == StepPhase.DONE && step.status() != Status.R
                || !externalTasks.existing(List.of(step.externalTaskId())).isEmpty()) {
            return;
        }
        LOG.warn("Run {}: {} of {}: {}", lane.key().runId(), step.key().procedure(), lane.database(), MOVED);
        if (step.status() == Status.R) {
            attempts.ended(new AttemptRow(step.id(), step.attempt(), Status.F, MOVED, null, null, null, null, null, false, true,
                    null, clock.instant()));
        }
        if (!step.status().over()) {
            tasks.ended(step.id(), Status.F, step.errorCode(), step.statusMessage() == null ? MOVED
                    : step.statusMessage() + "; " + MOVED, clock.instant());
        }
        tasks.phase(step.id(), StepPhase.DONE);
        tasks.token(step.id(), null);
    }

    private void loseDoubled() {
        Set<String> doubled = instances.withTooManyTokens();
        lanes.withInstance().stream().filter(lane -> doubled.contains(lane.processInstanceId()))
                .forEach(known -> transaction.executeWithoutResult(status -> {
                    LaneRow lane = life.lock(known.key());
                    if (Objects.equals(lane.processInstanceId(), known.processInstanceId()) && !lane.status().over()
                            && instances.withTooManyTokens().contains(lane.processInstanceId())) {
                        lost.lose(lane, "its process instance was given further tokens");
                    }
                }));
    }
}
