package org.domops.run;

import org.domops.log.LaneKey;
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
import java.time.Instant;
import java.util.Map;

/**
 * Moves lanes through {@link LaneTransition}s. Each takes the lane's row, then the run's row, and computes the run's
 * status anew from its lanes, all in the caller's transaction, which is also the one that moves the engine's token: a
 * crash before its commit leaves neither, after it both.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class LaneLife {

    private static final Logger LOG = LoggerFactory.getLogger(LaneLife.class);

    private final RunLanes lanes;
    private final RunLog runs;
    private final Clock clock;

    LaneLife(RunLanes lanes, RunLog runs, Clock clock) {
        this.lanes = lanes;
        this.runs = runs;
        this.clock = clock;
    }

    /** The lane's row, locked: what follows in the transaction is alone with the lane. */
    public LaneRow lock(LaneKey key) {
        return lanes.lock(key);
    }

    public void start(LaneRow lane) {
        LaneTransition.START.require(lane);
        lanes.started(lane.key(), clock.instant());
    }

    /** @param message the first error's code and text */
    public void fail(LaneRow lane, String message) {
        LaneTransition.FAIL.require(lane);
        lanes.ended(lane.key(), LaneTransition.FAIL.to(), message, clock.instant());
        AfterCommit.run(() -> LOG.warn("Run {}: {} errored: {}", lane.key().runId(), lane.database(), message));
        recompute(lane.key().runId());
    }

    public void complete(LaneRow lane) {
        LaneTransition.COMPLETE.require(lane);
        lanes.ended(lane.key(), LaneTransition.COMPLETE.to(), null, clock.instant());
        AfterCommit.run(() -> LOG.info("Run {}: {} completed", lane.key().runId(), lane.database()));
        recompute(lane.key().runId());
    }

    public void restart(LaneRow lane) {
        LaneTransition.RESTART.require(lane);
        Instant now = clock.instant();
        lanes.restarted(lane.key(), now);
        runs.lock(lane.key().runId());
        runs.restarted(lane.key().runId(), now);
    }

    /** R while any lane runs or waits for its turn; E when none is left running and some are errored. */
    private void recompute(long runId) {
        RunRow run = runs.lock(runId);
        Map<Status, Integer> released = lanes.countReleased(runId, run.releasedWave());
        boolean running = released.containsKey(Status.R) || released.containsKey(Status.P);
        int errored = released.getOrDefault(Status.E, 0);
        if (!running && errored > 0) {
            int all = lanes.count(runId).values().stream().mapToInt(Integer::intValue).sum();
            runs.status(runId, Status.E, errored + " of " + all + (all == 1 ? " lane" : " lanes") + " errored");
            runs.ended(runId, clock.instant());
        } else if (run.status() == Status.E) {
            runs.status(runId, Status.R, null);
            runs.ended(runId, null);
        }
    }
}
