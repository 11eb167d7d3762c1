package org.domops.log;

import java.time.Instant;

/**
 * A row of DOM$TASK_ATTEMPT: one try at a step.
 *
 * @param arguments what the procedure was called with, as text; null: none
 * @param sha256 of the package source it ran; null: not known
 * @param targetSession null: no session yet
 * @param possiblyRepeated an earlier call of this attempt died without a mark
 * @param outcomeUnknown the target may have completed the step without anybody having seen it
 */
public record AttemptRow(long taskLogId, int attempt, Status status, String statusMessage, Integer errorCode,
                         String arguments, String sha256, String server, String targetSession,
                         boolean possiblyRepeated, boolean outcomeUnknown, Instant start, Instant end) {
}
