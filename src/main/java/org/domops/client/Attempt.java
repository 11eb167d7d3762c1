package org.domops.client;

import java.time.Instant;

/**
 * One try at a step, as DOM$TASK_ATTEMPT has it.
 *
 * @param server the DOM server that made it
 * @param targetSession the session on the target; null: it had none
 * @param possiblyRepeated an earlier call of the attempt died without a mark, so its statements may have run before
 * @param sha256 of the package source it ran; null: none
 * @param arguments null: none
 */
public record Attempt(long taskLogId, int attempt, String status, String statusMessage, Integer errorCode, String server,
                      String targetSession, boolean possiblyRepeated, String sha256, String arguments, Instant start,
                      Instant end) {
}
