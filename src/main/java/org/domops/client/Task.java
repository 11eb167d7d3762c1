package org.domops.client;

import java.time.Instant;

/**
 * A step as DOM$TASK_LOG has it: its latest attempt.
 *
 * @param object null: none (INSTALL)
 * @param iteration from 1; 0: none (INSTALL)
 * @param errorCode the database's own code; null: no error
 * @param end null: it still runs
 */
public record Task(long id, String database, String object, String procedure, int iteration, String status,
                   String statusMessage, Integer errorCode, int attempt, Instant start, Instant end) {
}
