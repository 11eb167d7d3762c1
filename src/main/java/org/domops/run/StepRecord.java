package org.domops.run;

import org.domops.log.AttemptRow;
import org.domops.log.SqlLog;
import org.domops.log.Status;
import org.domops.log.TaskAttempts;
import org.domops.log.TaskLog;
import org.springframework.stereotype.Component;

import java.time.Clock;

/** Writes how a call ended into the step's, the attempt's and the statements' rows. In the caller's transaction. */
@Component
class StepRecord {

    private final TaskLog tasks;
    private final TaskAttempts attempts;
    private final SqlLog statements;
    private final Clock clock;

    StepRecord(TaskLog tasks, TaskAttempts attempts, SqlLog statements, Clock clock) {
        this.tasks = tasks;
        this.attempts = attempts;
        this.statements = statements;
        this.clock = clock;
    }

    /** What the attempt, and those before it whose outcome was not known, have run; as far as it is not there already. */
    void statements(StepOrder order, StepOutcome outcome) {
        outcome.statements().forEach((attempt, rows) ->
                statements.write(order.run().id(), order.taskLogId(), attempt, rows));
        statements.closeOpen(order.taskLogId(), order.unknownFrom(), order.attempt());
    }

    /** @param message null: nothing to say */
    void end(StepOrder order, StepOutcome outcome, Status status, String message) {
        Integer errorCode = status == Status.C && outcome.completed() ? null : outcome.errorCode();
        tasks.ended(order.taskLogId(), status, errorCode, message, clock.instant());
        attempts.ended(new AttemptRow(order.taskLogId(), order.attempt(), status, message, errorCode, null,
                outcome.sha256(), null, outcome.session(), outcome.possiblyRepeated(), outcome.unknown(), null,
                clock.instant()));
    }
}
