package org.domops.run;

import org.domops.engine.StepKind;
import org.domops.log.AttemptRow;
import org.domops.log.RunObjects;
import org.domops.log.SqlLog;
import org.domops.log.Status;
import org.domops.log.StepPhase;
import org.domops.log.TaskAttempts;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Records how a call ended, its SQL log with it, and decides what becomes of the token. In the transaction that moves
 * the token: a crash before its commit leaves the attempt running in the log and marked on the target, from where the
 * next owner collects it; after it nothing of the step is left to do.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class StepEnd {

    private final LaneLife life;
    private final RunObjects objects;
    private final TaskLog tasks;
    private final TaskAttempts attempts;
    private final SqlLog statements;
    private final Clock clock;

    StepEnd(LaneLife life, RunObjects objects, TaskLog tasks, TaskAttempts attempts, SqlLog statements, Clock clock) {
        this.life = life;
        this.objects = objects;
        this.tasks = tasks;
        this.attempts = attempts;
        this.statements = statements;
        this.clock = clock;
    }

    /** @return what becomes of the token; empty: it stays, its step's next phase is to be called */
    public Optional<TokenMove> record(StepOrder order, StepOutcome outcome) {
        outcome.statements().forEach((attempt, rows) ->
                statements.insert(order.run().id(), order.taskLogId(), attempt, rows));
        return switch (order.phase()) {
            case CALL -> own(order, outcome);
            case RESTART_INSTALL -> install(order, outcome);
            case RESTART_INITIAL -> initial(order, outcome);
            case FINAL_AFTER_ERROR -> finalAfterError(order, outcome);
            case INCIDENT, DONE -> throw new IllegalStateException("nothing is called in phase " + order.phase());
        };
    }

    private Optional<TokenMove> own(StepOrder order, StepOutcome outcome) {
        boolean mayComplete = order.kind() == StepKind.ITERATOR || order.kind() == StepKind.TASK
                || order.kind() == StepKind.INITIAL;
        if (mayComplete && outcome.objectComplete()) {
            String message = outcome.nothingToPerform() ? "nothing to perform" : "operation complete";
            end(order, outcome, Status.C, message);
            tasks.phase(order.tokenStep(), StepPhase.DONE);
            return Optional.of(new TokenMove.OperationComplete(message));
        }
        if (!outcome.completed()) {
            return errored(order, outcome);
        }
        end(order, outcome, Status.C, null);
        tasks.phase(order.tokenStep(), StepPhase.DONE);
        return Optional.of(new TokenMove.Complete(switch (order.kind()) {
            case ITERATOR -> Map.of("initialDue", order.object().initialDue());
            case INITIAL -> {
                objects.initialDue(order.object(), false);
                yield Map.of();
            }
            case FINAL -> {
                objects.status(order.object(), Status.C, null);
                yield Map.of();
            }
            case INSTALL, TASK -> Map.of();
        }));
    }

    private Optional<TokenMove> install(StepOrder order, StepOutcome outcome) {
        if (!outcome.completed()) {
            return errored(order, outcome);
        }
        end(order, outcome, Status.C, null);
        tasks.phase(order.tokenStep(), order.token().kind() == StepKind.TASK ? StepPhase.RESTART_INITIAL : StepPhase.CALL);
        return Optional.empty();
    }

    private Optional<TokenMove> initial(StepOrder order, StepOutcome outcome) {
        if (!outcome.completed()) {
            return errored(order, outcome);
        }
        end(order, outcome, Status.C, null);
        objects.initialDue(order.object(), false);
        tasks.phase(order.tokenStep(), StepPhase.CALL);
        return Optional.empty();
    }

    /** The step's error is committed first; FINAL follows if INITIAL was called since the last FINAL. */
    private Optional<TokenMove> errored(StepOrder order, StepOutcome outcome) {
        end(order, outcome, Status.E, outcome.errorText());
        boolean finalDue = order.token().kind() != StepKind.FINAL && objects.current(order.lane())
                .filter(object -> object.initialStarted() && (!object.initialDue() || order.kind() == StepKind.INITIAL))
                .isPresent();
        if (finalDue) {
            tasks.phase(order.tokenStep(), StepPhase.FINAL_AFTER_ERROR);
            return Optional.empty();
        }
        return incident(order, order.step() + ": " + error(outcome));
    }

    private Optional<TokenMove> finalAfterError(StepOrder order, StepOutcome outcome) {
        end(order, outcome, outcome.completed() ? Status.C : Status.F, outcome.errorText());
        objects.initialDue(order.object(), true);
        TaskRow failed = tasks.latestError(order.lane());
        String first = failed.key().procedure() + ": " + failed.errorCode() + " " + failed.statusMessage();
        return incident(order, outcome.completed() ? first
                : first + " (FINAL failed after it: " + error(outcome) + ")");
    }

    private Optional<TokenMove> incident(StepOrder order, String message) {
        tasks.erroredToken(order.tokenStep(), clock.instant());
        life.fail(life.lock(order.lane()), message);
        return Optional.of(new TokenMove.Incident(message));
    }

    private void end(StepOrder order, StepOutcome outcome, Status status, String message) {
        Integer errorCode = status == Status.C && outcome.completed() ? null : outcome.errorCode();
        tasks.ended(order.taskLogId(), status, errorCode, message, clock.instant());
        attempts.ended(new AttemptRow(order.taskLogId(), order.attempt(), status, message, errorCode, null,
                outcome.sha256(), null, outcome.session(), outcome.possiblyRepeated(), outcome.unknown(), null,
                clock.instant()));
    }

    private static String error(StepOutcome outcome) {
        return outcome.errorCode() + " " + outcome.errorText();
    }
}
