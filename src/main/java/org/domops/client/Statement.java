package org.domops.client;

import java.time.Instant;

/**
 * A statement as DOM$SQL_LOG has it.
 *
 * @param preview test mode: logged and not run
 * @param rows rows processed; null: unknown, or not over
 * @param threads parallel threads; null where the target does not tell
 */
public record Statement(long id, long taskLogId, String database, String object, String procedure, int iteration,
                        int attempt, String sql, String status, boolean preview, Long rows, Integer threads,
                        Integer errorCode, String statusMessage, Instant start, Instant end) {
}
