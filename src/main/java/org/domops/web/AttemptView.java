package org.domops.web;

import org.domops.log.AttemptRow;
import org.domops.log.NumberedAttempt;
import org.domops.log.Status;

import java.time.Instant;

/**
 * A row of DOM$TASK_ATTEMPT as /api shows it.
 *
 * @param arguments what the procedure was called with; null: none
 * @param sha256 of the package source it ran; null: not known
 * @param possiblyRepeated an earlier call of this attempt died without a mark
 * @param outcomeUnknown the target may have completed the step without anybody having seen it
 */
record AttemptView(long id, long taskLogId, int attempt, Status status, String statusMessage, Integer errorCode,
                   String arguments, String sha256, String server, String targetSession, boolean possiblyRepeated,
                   boolean outcomeUnknown, Instant start, Instant end) {

    static AttemptView of(NumberedAttempt numbered) {
        AttemptRow row = numbered.attempt();
        return new AttemptView(numbered.id(), row.taskLogId(), row.attempt(), row.status(), row.statusMessage(),
                row.errorCode(), row.arguments(), row.sha256(), row.server(), row.targetSession(), row.possiblyRepeated(),
                row.outcomeUnknown(), row.start(), row.end());
    }
}
