package org.domops.run;

import org.domops.engine.LaneToken;
import org.domops.engine.StepKind;
import org.domops.log.LaneKey;
import org.domops.log.ObjectRow;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.domops.log.StepKey;
import org.domops.log.StepPhase;
import org.domops.log.TaskAttempts;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;

/**
 * Numbers the attempts: a retry or a restart makes a new one, whoever takes over after a crash continues the same one.
 * In the caller's transaction.
 */
@Component
class StepAttempts {

    private static final Logger LOG = LoggerFactory.getLogger(StepAttempts.class);

    private final TaskLog tasks;
    private final TaskAttempts attempts;
    private final LaneFences fences;
    private final StepKits kits;
    private final Clock clock;

    StepAttempts(TaskLog tasks, TaskAttempts attempts, LaneFences fences, StepKits kits, Clock clock) {
        this.tasks = tasks;
        this.attempts = attempts;
        this.fences = fences;
        this.kits = kits;
        this.clock = clock;
    }

    /** An attempt at the token's own step. */
    StepOrder own(LaneToken token, RunRow run, ObjectRow object, TaskRow step) {
        return order(token, run, object, step, step, token.kind(), StepPhase.CALL);
    }

    /** An attempt at INSTALL, INITIAL or FINAL in a phase of the token's step. */
    StepOrder onBehalf(LaneToken token, RunRow run, ObjectRow object, TaskRow tokenStep, StepKind kind) {
        StepKey key = object == null
                ? new StepKey(tokenStep.key().lane(), 0, kind.name(), 0)
                : new StepKey(tokenStep.key().lane(), object.objectId(), kind.name(), object.iteration());
        long id = tasks.find(key).map(TaskRow::id).orElseGet(() -> tasks.insert(key, run.operationId(),
                tokenStep.database(), object, StepPhase.DONE, clock.instant()));
        tasks.token(id, token.externalTaskId());
        return order(token, run, object, tokenStep, tasks.get(id), kind, tokenStep.phase());
    }

    /** The end of what a cancelled lane does on its target: no attempt at a step. */
    StepOrder quieten(LaneToken token, RunRow run, ObjectRow object, TaskRow step) {
        return new StepOrder(token, step.id(), StepPhase.CANCEL_QUIETEN, step.id(), step.attempt(),
                attempts.unknownBefore(step.id(), step.attempt() + 1), token.kind(), step.key().procedure(), run, object,
                step.key().iteration(), fences.issue(step.key().lane()), null,
                kits.of(token, StepPhase.CANCEL_QUIETEN, token.kind(), run));
    }

    private StepOrder order(LaneToken token, RunRow run, ObjectRow object, TaskRow tokenStep, TaskRow step,
                            StepKind kind, StepPhase phase) {
        boolean continued = step.status() == Status.R && step.attempt() > 0;
        int attempt = continued ? step.attempt() : step.attempt() + 1;
        StepOrder order = new StepOrder(token, tokenStep.id(), phase, step.id(), attempt,
                attempts.unknownBefore(step.id(), attempt), kind, step.key().procedure(), run, object, step.key().iteration(),
                fences.issue(step.key().lane()), kind == StepKind.INSTALL ? fences.stamp(run, step.database()) : null,
                kits.of(token, phase, kind, run));
        if (continued) {
            String former = attempts.server(step.id(), attempt);
            AfterCommit.run(() -> LOG.info("Run {}: {} of {} goes on here, attempt {} was begun by {}", run.id(),
                    step.key().procedure(), step.database(), attempt, former));
            attempts.takenOver(step.id(), attempt, token.owner());
        } else {
            tasks.attempt(step.id(), attempt, clock.instant());
            attempts.insert(step.id(), attempt, String.join(", ", StepArguments.of(order)), token.owner(),
                    clock.instant());
        }
        tasks.phase(tokenStep.id(), phase);
        return order;
    }
}
