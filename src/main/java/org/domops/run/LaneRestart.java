package org.domops.run;

import org.domops.engine.ExternalTasks;
import org.domops.engine.LaneInstances;
import org.domops.engine.StepKind;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneRow;
import org.domops.log.ObjectRow;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunObjects;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.domops.log.StepKey;
import org.domops.log.StepPhase;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.domops.repository.PlannedLane;
import org.domops.repository.PlannedObject;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Restarts errored lanes from their failed steps: by the command that started the run, or, one lane, by "increment
 * retries" in Cockpit, which {@link StepProgress} notices.
 *
 * <p>The lane's row, its step's phase and the engine's tokens change in one transaction. A crash before its commit
 * leaves the lane errored with its incident; after it the lane waits for its turn, or any worker can fetch its token.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class LaneRestart {

    private final RunLog runs;
    private final RunLanes lanes;
    private final RunObjects objects;
    private final LaneObjects laneObjects;
    private final LaneLife life;
    private final LaneRelease release;
    private final TaskLog tasks;
    private final LaneInstances instances;
    private final ExternalTasks externalTasks;

    LaneRestart(RunLog runs, RunLanes lanes, RunObjects objects, LaneObjects laneObjects, LaneLife life, LaneRelease release,
                TaskLog tasks, LaneInstances instances, ExternalTasks externalTasks) {
        this.runs = runs;
        this.lanes = lanes;
        this.objects = objects;
        this.laneObjects = laneObjects;
        this.life = life;
        this.release = release;
        this.tasks = tasks;
        this.instances = instances;
        this.externalTasks = externalTasks;
    }

    /**
     * Restarts every errored lane of the run.
     *
     * @param planned what the definitions say now: objects that are disabled since are skipped
     * @param fromIterator the lanes go back to the ITERATOR of the object they are at
     * @throws DomException ALREADY_RUNNING when none is errored, or the run is halted or being cancelled, naming the run
     *         and who started it
     */
    StartedRun restart(RunRow run, List<PlannedLane> planned, boolean fromIterator) {
        List<String> databases = new ArrayList<>();
        if (run.status() == Status.R || run.status() == Status.E) {
            for (LaneRow lane : lanes.lockAll(run.id())) {
                if (lane.status() == Status.E) {
                    prepare(lane, wanted(planned, lane), fromIterator);
                    life.restart(lane, false);
                    databases.add(lane.database());
                }
            }
        }
        if (databases.isEmpty()) {
            throw new DomException(DomCode.ALREADY_RUNNING, "The operation " + run.operation() + " (instance "
                    + run.instance() + ") is " + run.status().word() + " already in " + run.environment() + ": run "
                    + run.id() + ", started by " + run.username() + " at " + run.start() + "."
                    + (run.status() == Status.H ? " Expected: resume it." : ""));
        }
        life.recompute(run.id());
        // the waves begin again with the first that has something to do
        lanes.firstWaitingWave(run.id()).ifPresent(wave -> runs.released(run.id(), wave));
        release.releaseDue(run.id());
        return new StartedRun(run.id(), true, "run " + run.id() + " restarted on " + String.join(", ", databases)
                + (fromIterator ? " from the iterator" : ""));
    }

    /** Restarts one lane, whose row is locked, at once, whatever the caps. */
    void restartNow(LaneRow lane) {
        List<String> tokens = markForRestart(lane);
        life.restart(lane, true);
        life.recompute(lane.key().runId());
        externalTasks.letFetch(tokens);
    }

    /** Restarts one lane, whose row is locked, as soon as it has its turn. */
    void restartInTurn(LaneRow lane) {
        markForRestart(lane);
        life.restart(lane, false);
        life.recompute(lane.key().runId());
        release.releaseDue(lane.key().runId());
    }

    private static Set<Long> wanted(List<PlannedLane> planned, LaneRow lane) {
        return planned.stream().filter(each -> each.databaseId() == lane.key().databaseId())
                .flatMap(each -> each.objects().stream()).map(PlannedObject::objectId).collect(Collectors.toSet());
    }

    private void prepare(LaneRow lane, Set<Long> wanted, boolean fromIterator) {
        boolean skipped = laneObjects.skipOthers(lane.key(), wanted);
        List<TaskRow> unfinished = tasks.unfinished(lane.key());
        if (skipped) {
            unfinished.stream().filter(step -> step.key().objectId() != 0).forEach(this::supersede);
            if (lane.processInstanceId() != null) {
                instances.backToInstall(lane.processInstanceId());
            }
        } else if (fromIterator) {
            backToIterator(lane, unfinished);
        }
        markForRestart(lane);
    }

    /** The step's object is skipped: nothing comes of the step any more. */
    private void supersede(TaskRow step) {
        tasks.status(step.id(), Status.F, step.statusMessage() + " (its object is skipped: " + LaneObjects.DISABLED + ")");
        tasks.phase(step.id(), StepPhase.DONE);
        tasks.token(step.id(), null);
    }

    private void backToIterator(LaneRow lane, List<TaskRow> unfinished) {
        Optional<ObjectRow> object = objects.current(lane.key());
        List<TaskRow> steps = unfinished.stream().filter(step -> step.key().objectId() != 0).toList();
        if (object.isEmpty() || steps.isEmpty()) {
            return;
        }
        objects.resumeAt(object.get(), null);
        if (lane.processInstanceId() != null) {
            steps.stream().map(TaskRow::externalTaskId).filter(Objects::nonNull).findFirst()
                    .ifPresent(instances::backToIterator);
        }
        for (TaskRow step : steps) {
            tasks.phase(step.id(), StepPhase.DONE);
            tasks.token(step.id(), null);
        }
        // the same round again: its ITERATOR is unfinished, and installs first
        tasks.find(new StepKey(lane.key(), object.get().objectId(), StepKind.ITERATOR.name(),
                        object.get().iteration()))
                .ifPresent(iterator -> {
                    tasks.phase(iterator.id(), StepPhase.RESTART_INSTALL);
                    tasks.token(iterator.id(), null);
                });
    }

    private List<String> markForRestart(LaneRow lane) {
        List<String> tokens = new ArrayList<>();
        for (TaskRow step : tasks.unfinished(lane.key())) {
            if (step.phase() == StepPhase.INCIDENT) {
                tasks.phase(step.id(), StepPhase.RESTART_INSTALL);
                tasks.retries(step.id(), 0);
            }
            if (step.externalTaskId() != null) {
                tokens.add(step.externalTaskId());
            }
        }
        return tokens;
    }
}
