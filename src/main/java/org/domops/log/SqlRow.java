package org.domops.log;

import java.time.Instant;

/**
 * A row of DOM$SQL_LOG with its step's names.
 *
 * @param object {@code OWNER.NAME}; null: none
 * @param preview logged and not run (test mode)
 * @param rows rows processed; null: not known
 * @param threads parallel threads; null: the target doesn't tell
 * @param errorCode the database's own; null: no error
 */
public record SqlRow(long id, long taskLogId, String database, String object, String procedure, int iteration,
                     int attempt, String sql, Status status, boolean preview, Long rows, Integer threads,
                     Integer errorCode, String statusMessage, Instant start, Instant end) {
}
