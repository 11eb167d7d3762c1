package org.domops.run;

import org.domops.engine.LaneInstances;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.List;

/** Releases a run's lanes wave by wave and completes it. All in the transaction that moves the dom-run instance. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class RunWaves {

    private static final Logger LOG = LoggerFactory.getLogger(RunWaves.class);

    private final RunLog runs;
    private final RunLanes lanes;
    private final LaneLife life;
    private final LaneRelease release;
    private final LaneInstances instances;
    private final Clock clock;

    RunWaves(RunLog runs, RunLanes lanes, LaneLife life, LaneRelease release, LaneInstances instances, Clock clock) {
        this.runs = runs;
        this.lanes = lanes;
        this.life = life;
        this.release = release;
        this.instances = instances;
        this.clock = clock;
    }

    /** The lanes of the next wave may have their turn. */
    public void releaseNext(long runId) {
        lanes.lockAll(runId);
        runs.released(runId, runs.lock(runId).releasedWave() + 1);
        release.releaseDue(runId);
    }

    /** No lane goes on: the run is over, and the next start of its operation is a new one. */
    public void complete(long runId) {
        List<LaneRow> all = lanes.lockAll(runId);
        RunRow run = runs.lock(runId);
        if (!run.open()) {
            // a second token of its instance
            return;
        }
        RunStatus status = life.status(run);
        requireComplete(run, status);
        for (LaneRow lane : all) {
            // errored lanes of a test run, which nobody restarts
            if (!lane.status().over() && lane.processInstanceId() != null) {
                instances.delete(lane.processInstanceId(), "the test run is over");
                lanes.withoutInstance(lane.key());
            }
        }
        runs.over(runId, status.end(), status.endMessage(), clock.instant());
        AfterCommit.run(() -> LOG.info("Run {} {}{}", runId, status.end().word(),
                status.endMessage() == null ? "" : ": " + status.endMessage()));
    }

    /** Somebody may have moved the instance's token here by hand. */
    private void requireComplete(RunRow run, RunStatus status) {
        boolean toRelease = run.releasedWave() < lanes.lastWave(run.id()) && !status.stopped();
        if (!status.allOver() && (!status.waveOver() || toRelease || status.errored() && !run.test())) {
            throw new DomException(DomCode.NOT_POSSIBLE, "Run " + run.id() + " can't be completed: not all of its lanes are over.");
        }
    }
}
