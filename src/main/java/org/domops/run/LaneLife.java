package org.domops.run;

import org.domops.log.LaneKey;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LaneLife(RunLanes lanes, RunLog runs, ApplicationEventPublisher events, Clock clock) {
        this.lanes = lanes;
        this.runs = runs;
        this.events = events;
        this.clock = clock;
    }

    /** The lane's row, locked: what follows in the transaction is alone with the lane. */
    public LaneRow lock(LaneKey key) {
        return lanes.lock(key);
    }

    /** The same; empty: DOM has no such lane. */
    Optional<LaneRow> find(LaneKey key) {
        return lanes.lockIfThere(key);
    }

    void start(LaneRow lane) {
        LaneTransition.START.require(lane);
        lanes.started(lane.key(), clock.instant());
    }

    /** @param message the first error's code and text */
    void fail(LaneRow lane, String message) {
        end(lane, LaneTransition.FAIL, message);
    }

    /** @param message null: nothing to add */
    void complete(LaneRow lane, LaneTransition how, String message) {
        end(lane, how, message);
    }

    /**
     * One of many, perhaps: {@link #recompute} the run when all are.
     *
     * @param released whether it has its turn at once; else it waits for it
     */
    void restart(LaneRow lane, boolean released) {
        LaneTransition.RESTART.require(lane);
        Instant now = clock.instant();
        lanes.restarted(lane.key(), released, now);
        runs.restarted(lane.key().runId(), now);
    }

    void halt(LaneRow lane) {
        change(lane, LaneTransition.HALT, null);
    }

    void resume(LaneRow lane) {
        change(lane, LaneTransition.RESUME, null);
    }

    /** @param message who ordered it and why */
    void cancel(LaneRow lane, String message) {
        change(lane, LaneTransition.CANCEL, message);
    }

    void cancelled(LaneRow lane, String message) {
        end(lane, LaneTransition.CANCELLED, message);
    }

    void skip(LaneRow lane, String message) {
        end(lane, LaneTransition.SKIP, message);
    }

    void loseInstance(LaneRow lane, String message) {
        end(lane, LaneTransition.LOSE_INSTANCE, message);
    }

    private void change(LaneRow lane, LaneTransition transition, String message) {
        transition.require(lane);
        lanes.status(lane.key(), transition.to(), message);
        say(lane, transition, message);
        recompute(lane.key().runId());
    }

    private void end(LaneRow lane, LaneTransition transition, String message) {
        transition.require(lane);
        lanes.ended(lane.key(), transition.to(), message, clock.instant());
        say(lane, transition, message);
        recompute(lane.key().runId());
    }

    private static void say(LaneRow lane, LaneTransition transition, String message) {
        String text = "Run " + lane.key().runId() + ": " + lane.database() + " " + transition.to().word()
                + (message == null ? "" : ": " + message);
        AfterCommit.run(() -> {
            if (transition.to() == Status.E) {
                LOG.warn(text);
            } else {
                LOG.info(text);
            }
        });
    }

    /** What the run's lanes say of it. Lock the run's row before. */
    RunStatus status(RunRow run) {
        Map<Status, Integer> count = lanes.count(run.id());
        int waiting = lanes.countWaiting(run.id(), run.releasedWave());
        return new RunStatus(run, count, waiting, lanes.countWaiting(run.id(), Integer.MAX_VALUE) - waiting);
    }

    /** Makes the run's status what its lanes say. */
    void recompute(long runId) {
        RunRow run = runs.lock(runId);
        if (!run.open()) {
            return;
        }
        RunStatus status = status(run);
        runs.status(runId, status.status(), status.message());
        if (status.status() == Status.E && run.status() != Status.E) {
            runs.ended(runId, clock.instant());
        } else if (status.status() != Status.E && run.end() != null) {
            runs.ended(runId, null);
        }
        events.publishEvent(new RunChanged(runId));
    }
}
