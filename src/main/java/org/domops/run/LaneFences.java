package org.domops.run;

import org.domops.log.LaneKey;
import org.domops.log.OrderNumbers;
import org.domops.log.RunRow;
import org.domops.log.TargetStamps;
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

    private final OrderNumbers numbers;
    private final TargetStamps stamps;
    private final Clock clock;
    /** Of this life of the server: a copy of the repository that is at work has another. */
    private final String issuer = UUID.randomUUID().toString();

    LaneFences(OrderNumbers numbers, TargetStamps stamps, Clock clock) {
        this.numbers = numbers;
        this.stamps = stamps;
        this.clock = clock;
    }

    Fence issue(LaneKey lane) {
        OrderNumbers.Numbers issued = numbers.next(lane);
        return new Fence(issued.last(), issued.seen(), issuer);
    }

    /** One that was issued, as its holder says: never a number that the lane has not come to. */
    Fence given(LaneKey lane, long number) {
        return new Fence(Math.min(number, numbers.of(lane).last()), 0, issuer);
    }

    TargetStamp stamp(RunRow run, String database) {
        return stamps.issue(run.environment(), database);
    }

    /** Records that an order has reached its target, if it has. */
    void ended(StepOrder order, StepOutcome outcome, String database) {
        if (outcome.session() == null) {
            return;
        }
        numbers.seen(order.lane(), order.fence().order());
        if (order.stamp() != null) {
            stamps.confirm(order.run().environment(), database, order.stamp().next(), clock.instant());
        }
    }
}
