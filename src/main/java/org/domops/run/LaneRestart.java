package org.domops.run;

import org.domops.engine.ExternalTasks;
import org.domops.engine.StepArrivals;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunRow;
import org.domops.log.StepPhase;
import org.domops.log.Status;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.util.ArrayList;
import java.util.List;

/**
 * Restarts errored lanes from their failed steps: by the command that started the run, or, one lane, by "increment
 * retries" in Cockpit, which {@link StepProgress} notices.
 *
 * <p>The lane's row, its step's phase and the engine's retries change in one transaction. A crash before its commit
 * leaves the lane errored with its incident; after it the lane is running and its token can be fetched by any worker.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class LaneRestart {

    private final RunLanes lanes;
    private final LaneLife life;
    private final TaskLog tasks;
    private final ExternalTasks externalTasks;
    private final StepArrivals arrivals;

    LaneRestart(RunLanes lanes, LaneLife life, TaskLog tasks, ExternalTasks externalTasks, StepArrivals arrivals) {
        this.lanes = lanes;
        this.life = life;
        this.tasks = tasks;
        this.externalTasks = externalTasks;
        this.arrivals = arrivals;
    }

    /**
     * Restarts every errored lane of the run.
     *
     * @throws DomException ALREADY_RUNNING when none is errored, naming the run and who started it
     */
    StartedRun restart(RunRow run) {
        List<String> externalTaskIds = new ArrayList<>();
        List<String> databases = new ArrayList<>();
        for (LaneRow lane : lanes.lockAll(run.id())) {
            if (lane.status() == Status.E) {
                externalTaskIds.addAll(restart(lane));
                databases.add(lane.database());
            }
        }
        if (databases.isEmpty()) {
            throw new DomException(DomCode.ALREADY_RUNNING, "The operation " + run.operation() + " (instance "
                    + run.instance() + ") is running already in " + run.environment() + ": run " + run.id()
                    + ", started by " + run.username() + " at " + run.start() + ".");
        }
        externalTasks.retry(externalTaskIds);
        AfterCommit.run(arrivals::wake);
        return new StartedRun(run.id(), true, "run " + run.id() + " restarted on " + String.join(", ", databases));
    }

    /** Restarts one lane, whose row is locked. @return the external tasks at its failed steps */
    List<String> restart(LaneRow lane) {
        life.restart(lane);
        List<String> externalTaskIds = new ArrayList<>();
        for (TaskRow step : tasks.errored(lane.key())) {
            tasks.phase(step.id(), StepPhase.RESTART_INSTALL);
            externalTaskIds.add(step.externalTaskId());
        }
        return externalTaskIds;
    }
}
