package org.domops.log;

import java.time.Instant;

/**
 * A row of DOM$RUN_ACTIONS.
 *
 * @param database null: the whole run
 * @param step null: no single step
 * @param action e.g. HALT
 * @param username who gave the order
 * @param reason null: none was given
 */
public record ActionRow(long runId, String database, String step, String action, String username, String reason,
                        Instant time) {
}
