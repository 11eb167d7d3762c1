package org.domops.run;

import org.domops.engine.StepKind;
import org.domops.error.DomCode;
import org.domops.log.RunLanes;
import org.domops.log.RunObjects;
import org.domops.log.Status;
import org.domops.log.StepPhase;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What follows from a failed call: a retry by the step's policy, else FINAL('Y') if INITIAL was called, then the incident.
 * In the caller's transaction; the step's error is in it, so whoever comes after a crash goes on from the phase reached.
 */
@Component
class StepFailure {

    private final StepRecord record;
    private final StepRetry retry;
    private final LaneLife life;
    private final RunLanes lanes;
    private final RunObjects objects;
    private final TaskLog tasks;
    private final Clock clock;

    StepFailure(StepRecord record, StepRetry retry, LaneLife life, RunLanes lanes, RunObjects objects, TaskLog tasks,
                Clock clock) {
        this.record = record;
        this.retry = retry;
        this.life = life;
        this.lanes = lanes;
        this.objects = objects;
        this.tasks = tasks;
        this.clock = clock;
    }

    Optional<TokenMove> errored(StepOrder order, StepOutcome outcome) {
        record.end(order, outcome, Status.E, outcome.errorText());
        Optional<TokenMove> again = retry.of(order, outcome);
        if (again.isPresent()) {
            return again;
        }
        boolean finalDue = order.token().kind() != StepKind.FINAL && objects.current(order.lane())
                .filter(object -> object.initialStarted() && (!object.initialDue() || order.kind() == StepKind.INITIAL))
                .isPresent();
        if (finalDue) {
            tasks.retries(order.tokenStep(), 0);
            tasks.phase(order.tokenStep(), StepPhase.FINAL_AFTER_ERROR);
            return Optional.empty();
        }
        return incident(order, order.step() + ": " + outcome.error());
    }

    /** The step is completed on its target, but its token can't leave it: its restart goes on without calling it again. */
    Optional<TokenMove> stuck(StepOrder order, StepOutcome outcome, String reason) {
        tasks.markedDone(order.tokenStep(), true);
        return errored(order, new StepOutcome(DomCode.DIAGRAM_STUCK.number(), "completed, but the diagram can't go on: " + reason,
                false, outcome.session(), outcome.possiblyRepeated(), false, outcome.sha256(), Map.of()));
    }

    /** FINAL('Y') has ended; its own error is superseded. */
    Optional<TokenMove> finalEnded(StepOrder order, StepOutcome outcome) {
        record.end(order, outcome, outcome.completed() ? Status.C : Status.F, outcome.errorText());
        Optional<TokenMove> again = outcome.completed() ? Optional.empty() : retry.of(order, outcome);
        if (again.isPresent()) {
            return again;
        }
        objects.initialDue(order.object(), true);
        TaskRow failed = tasks.latestError(order.lane());
        String first = failed.key().procedure() + ": " + failed.errorCode() + " " + failed.statusMessage();
        return incident(order, outcome.completed() ? first
                : first + " (FINAL failed after it: " + outcome.error() + ")");
    }

    private Optional<TokenMove> incident(StepOrder order, String message) {
        tasks.erroredToken(order.tokenStep(), clock.instant());
        lanes.waitingFor(order.lane(), null);
        life.fail(life.lock(order.lane()), message);
        return Optional.of(new TokenMove.Incident(message));
    }
}
