package org.domops.run;

import org.domops.log.RunLanes;
import org.domops.log.TaskLog;
import org.domops.repository.RunRules;
import org.domops.repository.StepPolicy;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Decides whether a failed call is made again by itself, as its step's policy says. In the caller's transaction. */
@Component
class StepRetry {

    private final RunRules rules;
    private final RunLanes lanes;
    private final TaskLog tasks;
    private final Clock clock;

    StepRetry(RunRules rules, RunLanes lanes, TaskLog tasks, Clock clock) {
        this.rules = rules;
        this.lanes = lanes;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** When to try again; empty: not by itself. The failed attempt is recorded already, in the same transaction. */
    Optional<TokenMove> of(StepOrder order, StepOutcome outcome) {
        StepPolicy policy = rules.policy(order.run().operationId(), order.procedure());
        int done = tasks.get(order.tokenStep()).retries();
        if (!outcome.transientError() || done >= policy.retries()) {
            return Optional.empty();
        }
        Duration wait = policy.backoffBefore(done + 1);
        tasks.retries(order.tokenStep(), done + 1);
        lanes.waitingFor(order.lane(), "retry " + (done + 1) + " of " + policy.retries() + " of " + order.step() + " at "
                + clock.instant().plus(wait).truncatedTo(ChronoUnit.SECONDS) + ", after " + outcome.error());
        return Optional.of(new TokenMove.RetryLater(wait, order.step() + ": " + outcome.error()));
    }
}
