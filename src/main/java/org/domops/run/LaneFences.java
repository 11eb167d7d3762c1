package org.domops.run;

import org.domops.log.LaneKey;
import org.domops.log.RunLanes;
import org.domops.log.RunRow;
import org.domops.log.StepPhase;
import org.domops.log.TargetStamps;
import org.domops.log.TaskAttempts;
import org.domops.target.Fence;
import org.domops.target.TargetStamp;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.UUID;

/**
 * Numbers the orders that workers get, and keeps what targets are known to have: by it a target refuses what comes too
 * late, and each side notices that the other was restored or copied. In the caller's transaction, which holds the lane's
 * row: a crash before its commit leaves a number that was never sent and is given again.
 */
@Component
class LaneFences {

    private final RunLanes lanes;
    private final TargetStamps stamps;
    private final TaskAttempts attempts;
    private final Clock clock;
    /** Of this life of the server: a copy of the repository that is at work has another. */
    private final String issuer = UUID.randomUUID().toString();

    LaneFences(RunLanes lanes, TargetStamps stamps, TaskAttempts attempts, Clock clock) {
        this.lanes = lanes;
        this.stamps = stamps;
        this.attempts = attempts;
        this.clock = clock;
    }

    Fence issue(LaneKey lane) {
        long seen = lanes.orderSeen(lane);
        return new Fence(lanes.nextOrder(lane), seen, issuer);
    }

    TargetStamp stamp(RunRow run, String database) {
        return stamps.issue(run.environment(), database);
    }

    /** Records that an attempt at a step, or the end of what a cancelled lane did, has reached its target, if it has. */
    void ended(StepOrder order, StepOutcome outcome, String database) {
        if (outcome.session() == null || order.phase() == StepPhase.CANCEL_QUIETEN) {
            return;
        }
        lanes.orderSeen(order.lane(), attempts.order(order.taskLogId(), order.attempt()));
        attempts.stamp(order.taskLogId(), order.attempt()).ifPresent(stamp ->
                stamps.confirm(order.run().environment(), database, stamp, clock.instant()));
    }
}
