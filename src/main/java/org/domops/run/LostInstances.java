package org.domops.run;

import org.domops.engine.LaneInstances;
import org.domops.engine.Processes;
import org.domops.log.AttemptRow;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunObjects;
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
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares rows and engine instances, every 30 s: a lane whose instance somebody deleted becomes errored and can be
 * restarted by a new one; a run whose dom-run instance is gone gets another. Idempotent; a crash before a commit leaves
 * it to the next comparison.
 */
@Component
class LostInstances {

    private static final Logger LOG = LoggerFactory.getLogger(LostInstances.class);
    private static final String DELETED = "its process instance was deleted";

    private final RunLog runs;
    private final RunLanes lanes;
    private final LaneLife life;
    private final RunObjects objects;
    private final TaskLog tasks;
    private final TaskAttempts attempts;
    private final Processes processes;
    private final LaneInstances instances;
    private final LaneRelease release;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LostInstances(RunLog runs, RunLanes lanes, LaneLife life, RunObjects objects, TaskLog tasks, TaskAttempts attempts,
                  Processes processes, LaneInstances instances, LaneRelease release, TransactionTemplate transaction,
                  Clock clock) {
        this.runs = runs;
        this.lanes = lanes;
        this.life = life;
        this.objects = objects;
        this.tasks = tasks;
        this.attempts = attempts;
        this.processes = processes;
        this.instances = instances;
        this.release = release;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${dom.instance-check:30s}")
    void compare() {
        for (long runId : runs.open()) {
            quietly("Run " + runId, () -> run(runId));
        }
        List<LaneRow> expected = lanes.withInstance();
        Set<String> alive = instances.alive(expected.stream().map(LaneRow::processInstanceId).toList());
        expected.stream().filter(lane -> !alive.contains(lane.processInstanceId()))
                .forEach(lane -> quietly(lane.database() + " in run " + lane.key().runId(), () -> lane(lane)));
    }

    private void quietly(String what, Runnable work) {
        try {
            transaction.executeWithoutResult(status -> work.run());
        } catch (RuntimeException e) {
            RepositoryOutage.leave(e);
            LOG.warn("{} could not be compared with its process instance now, it is tried again: {}", what, e.toString());
        }
    }

    private void run(long runId) {
        RunRow run = runs.lock(runId);
        if (!run.open()) {
            return;
        }
        boolean exists = processes.exists(run.processInstanceId());
        if (!exists || processes.hasSeveralTokens(run.processInstanceId())) {
            LOG.warn("Run {}: its dom-run instance was {}; it gets another", runId, exists ? "given further tokens" : "deleted");
            if (exists) {
                processes.delete(run.processInstanceId(), "it was given further tokens");
            }
            runs.carriedBy(runId, processes.resumeRun(runId, Map.of("operation", run.operation(), "environment",
                    run.environment(), "instance", run.instance(), "mode", run.mode())));
        }
    }

    private void lane(LaneRow known) {
        LaneRow lane = life.lock(known.key());
        // seen again under the lock: the lane may have ended, or have a new instance
        if (lane.status().over() || !Objects.equals(lane.processInstanceId(), known.processInstanceId())
                || instances.alive(List.of(lane.processInstanceId())).contains(lane.processInstanceId())) {
            return;
        }
        // what is left of it: dom-lane waits for an operation that is gone
        lose(lane, DELETED);
    }

    /**
     * Deletes what there is of the lane's instance; its restart goes on by a new one. The lane's row is locked.
     *
     * @param why in a few words for people
     */
    void lose(LaneRow lane, String why) {
        instances.delete(lane.processInstanceId(), why);
        lanes.withoutInstance(lane.key());
        String resumeAt = leaveSteps(lane, why);
        objects.current(lane.key()).ifPresent(object -> {
            objects.resumeAt(object, resumeAt);
            if (object.initialStarted()) {
                objects.initialDue(object, true);
            }
        });
        if (lane.status() == Status.K) {
            // by a new instance the cancelled lane still has to end on its target
            release.startCancelled(lane);
        } else if (lane.status() != Status.E) {
            life.loseInstance(lane, why + (resumeAt == null ? "" : " at " + resumeAt)
                    + "; the restart goes on there by a new one");
        }
    }

    /** @return where a new instance goes on; null: at the object's ITERATOR, or several branches were at steps */
    private String leaveSteps(LaneRow lane, String why) {
        List<TaskRow> unfinished = tasks.unfinished(lane.key());
        for (TaskRow step : unfinished) {
            tasks.token(step.id(), null);
            if (step.status() == Status.R || step.status() == Status.P) {
                tasks.ended(step.id(), Status.E, null, why, clock.instant());
            }
            tasks.phase(step.id(), StepPhase.INCIDENT);
        }
        for (TaskRow step : tasks.running(lane.key())) {
            tasks.ended(step.id(), Status.E, null, why, clock.instant());
        }
        for (TaskRow step : unfinished) {
            if (step.status() == Status.R) {
                attempts.ended(new AttemptRow(step.id(), step.attempt(), Status.E, why, null, null, null, null, null,
                        false, true, null, clock.instant()));
            }
        }
        List<TaskRow> ofObject = unfinished.stream().filter(step -> step.key().objectId() != 0).toList();
        boolean single = ofObject.size() == 1 && !"ITERATOR".equals(ofObject.get(0).key().procedure());
        return single ? ofObject.get(0).key().procedure() : null;
    }
}
