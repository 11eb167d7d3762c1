package org.domops.run;

import org.domops.engine.Diagram;
import org.domops.engine.Diagrams;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.ActionRow;
import org.domops.log.LaneKey;
import org.domops.log.RunActions;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunObjects;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.domops.repository.Definitions;
import org.domops.repository.FleetControl;
import org.domops.repository.PlannedLane;
import org.domops.repository.PlannedObject;
import org.domops.repository.RunPlan;
import org.domops.repository.RunRules;
import org.domops.repository.StopThreshold;
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
    private final RunRules rules;
    private final RunActions actions;
    private final Clock clock;

    RunStart(Definitions definitions, Diagrams diagrams, RunLog runs, RunLanes lanes, RunObjects objects,
             LaneRestart restart, RunRules rules, RunActions actions, Clock clock) {
        this.definitions = definitions;
        this.diagrams = diagrams;
        this.runs = runs;
        this.lanes = lanes;
        this.objects = objects;
        this.restart = restart;
        this.rules = rules;
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * @param processInstanceId the dom-run instance that carries the order
     * @throws DomException ALREADY_RUNNING, BAD_RUN_MODE, or what is wrong with the definitions; nothing is changed
     */
    public StartedRun start(RunOrder order, String processInstanceId) {
        requireMode(order);
        RunPlan plan = definitions.plan(order.operation(), order.environment(), order.instance());
        // a test run is always a new one, and no start waits for it
        String activeKey = "T".equals(order.mode()) ? "T/" + processInstanceId
                : plan.operation().id() + "/" + plan.environment().id() + "/" + plan.instance();
        Optional<RunRow> last = runs.active(activeKey);
        StartedRun run = last.isPresent() ? restart.restart(last.get(), plan.lanes(), order.fromIterator())
                : begin(order, plan, activeKey, processInstanceId);
        actions.insert(new ActionRow(run.runId(), null, null, !run.restarted() ? "START"
                : order.fromIterator() ? "FROM_ITERATOR" : "RESTART", order.username(), null, clock.instant()));
        AfterCommit.run(() -> LOG.info("{} on {}, instance {}, ordered by {}: {}", order.operation(), order.environment(),
                order.instance(), order.username(), run.message()));
        return run;
    }

    private StartedRun begin(RunOrder order, RunPlan plan, String activeKey, String processInstanceId) {
        FleetControl control = rules.control(plan.operation().id(), plan.environment().id());
        StopThreshold threshold = control.stopThreshold();
        long runId = insert(new RunRow(0, plan.operation().id(), plan.operation().name(), plan.instance(),
                plan.environment().id(), plan.environment().name(), order.mode(), Status.R, null, order.username(),
                clock.instant(), null, null, diagram(plan).id(), processInstanceId, 0, true, control.parallel(),
                threshold == null ? null : threshold.toString(), false), activeKey);
        List<Integer> waves = control.waves().wavesOf(plan.lanes().size());
        for (int i = 0; i < plan.lanes().size(); i++) {
            PlannedLane lane = plan.lanes().get(i);
            LaneKey key = new LaneKey(runId, lane.databaseId());
            lanes.insert(key, lane.databaseName(), waves.get(i));
            for (PlannedObject object : lane.objects()) {
                objects.insert(key, object.objectId(), object.owner(), object.name(), object.runOrder());
            }
        }
        int last = waves.get(waves.size() - 1);
        return new StartedRun(runId, false, ("T".equals(order.mode()) ? "test run " : "run ") + runId + " started: "
                + plan.lanes().size() + (plan.lanes().size() == 1 ? " lane" : " lanes")
                + (last == 1 ? "" : " in " + last + " waves"));
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

    private static void requireMode(RunOrder order) {
        if (!"R".equals(order.mode()) && !"T".equals(order.mode())) {
            throw new DomException(DomCode.BAD_RUN_MODE, "The run mode \"" + order.mode()
                    + "\" is not one of R (run) and T (test).");
        }
        if ("T".equals(order.mode()) && order.fromIterator()) {
            throw new DomException(DomCode.BAD_RESTART_MODE, "A test run is always a new one, so it can't restart from the "
                    + "iterator; expected one of the two.");
        }
    }
}
