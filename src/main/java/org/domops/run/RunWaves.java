package org.domops.run;

import org.domops.engine.Diagram;
import org.domops.engine.Diagrams;
import org.domops.engine.Processes;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.Map;

/** Releases a run's lanes wave by wave and completes it. All in the transaction that moves the dom-run instance. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class RunWaves {

    private static final Logger LOG = LoggerFactory.getLogger(RunWaves.class);

    private final RunLog runs;
    private final RunLanes lanes;
    private final Diagrams diagrams;
    private final Processes processes;
    private final Clock clock;

    RunWaves(RunLog runs, RunLanes lanes, Diagrams diagrams, Processes processes, Clock clock) {
        this.runs = runs;
        this.lanes = lanes;
        this.diagrams = diagrams;
        this.processes = processes;
        this.clock = clock;
    }

    /** Starts a process instance for each lane of the next wave, with the diagram the run was planned with. */
    public void releaseNext(long runId) {
        RunRow run = runs.lock(runId);
        int wave = run.releasedWave() + 1;
        Diagram diagram = diagrams.byId(run.processDefinitionId());
        for (LaneRow lane : lanes.of(runId)) {
            if (lane.wave() == wave) {
                lanes.released(lane.key(), processes.startLane(runId, Map.of(
                        "databaseId", lane.key().databaseId(),
                        "database", lane.database(),
                        "operation", run.operation(),
                        "operationVersion", diagram.version(),
                        "priority", 0)));
            }
        }
        runs.released(runId, wave);
    }

    /** Every lane is completed: so is the run, and the next start of its operation is a new one. */
    public void complete(long runId) {
        runs.lock(runId);
        runs.over(runId, Status.C, null, clock.instant());
        AfterCommit.run(() -> LOG.info("Run {} completed", runId));
    }
}
