package org.domops.run;

import org.domops.engine.LaneToken;
import org.domops.engine.StepKind;
import org.domops.log.AttemptRow;
import org.domops.log.LaneKey;
import org.domops.log.LaneRow;
import org.domops.log.ObjectRow;
import org.domops.log.RunLanes;
import org.domops.log.RunObjects;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.domops.log.StepPhase;
import org.domops.log.TaskAttempts;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings a lane from K to X: its steps end, its sessions on the target are ended and seen to be gone, FINAL('Y') is called
 * if INITIAL was, and its instances are deleted. Whoever holds the lane's token does it, so it survives the lane's owner.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class LaneCancelling {

    /** Before the target is asked again for its confirmation. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
    private static final String LEFT = "cancelled; its last owner is gone, so how it ended is not known";

    private final LaneLife life;
    private final RunLanes lanes;
    private final RunObjects objects;
    private final TaskLog tasks;
    private final TaskAttempts taskAttempts;
    private final StepAttempts attempts;
    private final Clock clock;

    LaneCancelling(LaneLife life, RunLanes lanes, RunObjects objects, TaskLog tasks, TaskAttempts taskAttempts,
                   StepAttempts attempts, Clock clock) {
        this.life = life;
        this.lanes = lanes;
        this.objects = objects;
        this.tasks = tasks;
        this.taskAttempts = taskAttempts;
        this.attempts = attempts;
        this.clock = clock;
    }

    /** What a token of a lane in K has to do. */
    TokenMove next(LaneToken token, RunRow run, LaneRow lane, ObjectRow object, TaskRow step) {
        List<TaskRow> running = tasks.running(lane.key());
        for (TaskRow each : running) {
            if (token.externalTaskId().equals(each.externalTaskId()) && step.phase() != StepPhase.CANCEL_FINAL) {
                leave(each);
            } else if (!token.externalTaskId().equals(each.externalTaskId())) {
                // another branch: its owner cancels it
                return new TokenMove.Park(StepGates.SHORT);
            }
        }
        if (step.phase() == StepPhase.CANCEL_FINAL) {
            return new TokenMove.Call(attempts.onBehalf(token, run, object, step, StepKind.FINAL));
        }
        tasks.phase(step.id(), StepPhase.CANCEL_QUIETEN);
        return new TokenMove.Call(attempts.quieten(token, run, object, step));
    }

    private void leave(TaskRow step) {
        tasks.ended(step.id(), Status.X, null, LEFT, clock.instant());
        taskAttempts.ended(new AttemptRow(step.id(), step.attempt(), Status.X, LEFT, null, null, null, null, null, false,
                true, null, clock.instant()));
    }

    /** The target was asked to end what the lane does there. */
    Optional<TokenMove> quietened(StepOrder order, StepOutcome outcome) {
        if (!outcome.completed()) {
            return Optional.of(unconfirmed(order, outcome));
        }
        lanes.waitingFor(order.lane(), null);
        Optional<ObjectRow> object = objects.current(order.lane());
        boolean initialCalled = object.isPresent() && object.get().initialStarted()
                && (!object.get().initialDue() || order.token().kind() == StepKind.INITIAL);
        if (initialCalled) {
            tasks.phase(order.tokenStep(), StepPhase.CANCEL_FINAL);
            return Optional.empty();
        }
        return Optional.of(confirmed(order, null));
    }

    /** FINAL('Y') has ended, be it with an error of its own, which is superseded. */
    Optional<TokenMove> finished(StepOrder order, StepOutcome outcome) {
        if (!outcome.completed() && (outcome.transientError() || outcome.unknown())) {
            return Optional.of(unconfirmed(order, outcome));
        }
        return Optional.of(confirmed(order, outcome.completed() ? null
                : "FINAL failed: " + outcome.errorCode() + " " + outcome.errorText()));
    }

    private TokenMove unconfirmed(StepOrder order, StepOutcome outcome) {
        String message = "the target's confirmation of the cancel: " + outcome.error();
        if (outcome.loginRefused()) {
            // asking every few seconds would lock the account
            String refused = message + "; mend the login, then cancel again, or by force";
            lanes.waitingFor(order.lane(), refused);
            return new TokenMove.Incident(refused);
        }
        lanes.waitingFor(order.lane(), message);
        return new TokenMove.Park(ASK_AGAIN);
    }

    private TokenMove confirmed(StepOrder order, String addition) {
        LaneKey key = order.lane();
        LaneRow lane = life.lock(key);
        end(key);
        life.cancelled(lane, lane.statusMessage() + (addition == null ? "" : "; " + addition));
        lanes.withoutInstance(key);
        return new TokenMove.Cancelled(lane.processInstanceId());
    }

    /** What the lane has not ended is cancelled with it. Its row is locked. */
    void end(LaneKey lane) {
        for (TaskRow step : tasks.unfinished(lane)) {
            tasks.phase(step.id(), StepPhase.DONE);
            tasks.token(step.id(), null);
            if (step.status() == Status.P) {
                tasks.status(step.id(), Status.X, null);
            } else if (step.status() == Status.R) {
                leave(step);
            }
        }
        for (ObjectRow object : objects.of(lane)) {
            if (!object.status().over()) {
                objects.status(object, Status.X, null);
            }
        }
    }
}
