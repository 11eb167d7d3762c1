package org.domops.run;

import org.domops.engine.Diagram;
import org.domops.engine.Diagrams;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneKey;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunObjects;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.domops.repository.Definitions;
import org.domops.repository.PlannedLane;
import org.domops.repository.PlannedObject;
import org.domops.repository.RunPlan;
import org.domops.repository.TaskDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Decides what an order means, a new run or a restart of the last one, and does the repository's part of it in the
 * transaction that also starts the engine's instances: a crash before its commit leaves no run, after it a run that
 * goes on by itself.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class RunStart {

    private static final Logger LOG = LoggerFactory.getLogger(RunStart.class);

    private final Definitions definitions;
    private final Diagrams diagrams;
    private final RunLog runs;
    private final RunLanes lanes;
    private final RunObjects objects;
    private final LaneRestart restart;
    private final Clock clock;

    RunStart(Definitions definitions, Diagrams diagrams, RunLog runs, RunLanes lanes, RunObjects objects,
             LaneRestart restart, Clock clock) {
        this.definitions = definitions;
        this.diagrams = diagrams;
        this.runs = runs;
        this.lanes = lanes;
        this.objects = objects;
        this.restart = restart;
        this.clock = clock;
    }

    /**
     * @param processInstanceId the dom-run instance that carries the order
     * @throws DomException ALREADY_RUNNING, BAD_RUN_MODE, or what is wrong with the definitions; nothing is changed
     */
    public StartedRun start(RunOrder order, String processInstanceId) {
        requireRunMode(order);
        RunPlan plan = definitions.plan(order.operation(), order.environment(), order.instance());
        String activeKey = plan.operation().id() + "/" + plan.environment().id() + "/" + plan.instance();
        Optional<RunRow> last = runs.active(activeKey);
        StartedRun run = last.isPresent() ? restart.restart(last.get())
                : begin(order, plan, activeKey, processInstanceId);
        AfterCommit.run(() -> LOG.info("{} on {}, instance {}, ordered by {}: {}", order.operation(), order.environment(),
                order.instance(), order.username(), run.message()));
        return run;
    }

    private StartedRun begin(RunOrder order, RunPlan plan, String activeKey, String processInstanceId) {
        long runId = insert(new RunRow(0, plan.operation().id(), plan.operation().name(), plan.instance(),
                plan.environment().id(), plan.environment().name(), order.mode(), Status.R, null, order.username(),
                clock.instant(), null, null, diagram(plan).id(), processInstanceId, 0), activeKey);
        for (PlannedLane lane : plan.lanes()) {
            LaneKey key = new LaneKey(runId, lane.databaseId());
            lanes.insert(key, lane.databaseName(), 1);
            for (PlannedObject object : lane.objects()) {
                objects.insert(key, object.objectId(), object.owner(), object.name(), object.runOrder());
            }
        }
        return new StartedRun(runId, false, "run " + runId + " started: " + plan.lanes().size()
                + (plan.lanes().size() == 1 ? " lane" : " lanes"));
    }

    private Diagram diagram(RunPlan plan) {
        String operation = plan.operation().name();
        List<String> problems = diagrams.problems(operation, plan.tasks().stream().map(TaskDefinition::procedure).toList());
        if (!problems.isEmpty()) {
            throw new DomException(DomCode.NO_DIAGRAM, "The operation " + operation + " can't run: "
                    + String.join("; ", problems) + ".");
        }
        return diagrams.latest(operation).orElseThrow();
    }

    private long insert(RunRow run, String activeKey) {
        try {
            return runs.insert(run, activeKey);
        } catch (DuplicateKeyException e) {
            throw new DomException(DomCode.ALREADY_RUNNING, "The operation " + run.operation() + " (instance "
                    + run.instance() + ") was started in " + run.environment() + " by somebody else at the same moment.", e);
        }
    }

    private static void requireRunMode(RunOrder order) {
        if ("T".equals(order.mode())) {
            throw new DomException(DomCode.BAD_RUN_MODE, "Test mode (T) is not built yet; the run mode must be R (run).");
        }
        if (!"R".equals(order.mode())) {
            throw new DomException(DomCode.BAD_RUN_MODE, "The run mode \"" + order.mode()
                    + "\" is not one of R (run) and T (test).");
        }
    }
}
