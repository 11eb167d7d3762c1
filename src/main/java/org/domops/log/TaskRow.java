package org.domops.log;

import java.time.Instant;

/**
 * A row of DOM$TASK_LOG: the latest of a step.
 *
 * @param database the database's name
 * @param object {@code OWNER.NAME}; null: none (INSTALL)
 * @param errorCode the database's own code; null: no error
 * @param attempt the number of the latest attempt, from 1; 0: none was begun yet
 * @param externalTaskId null where the step was called on behalf of another
 * @param retries after transient errors, since the last start or restart
 * @param markedDone mended by hand: the restart goes on after it
 * @param end null: not ended
 */
public record TaskRow(long id, StepKey key, String database, String object, Status status, String statusMessage,
                      Integer errorCode, int attempt, StepPhase phase, String externalTaskId, int retries, boolean markedDone,
                      Instant start, Instant end) {
}
