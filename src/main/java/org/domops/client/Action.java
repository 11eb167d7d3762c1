package org.domops.client;

import java.time.Instant;

/**
 * What somebody did to a run, as DOM$RUN_ACTIONS has it.
 *
 * @param database null: the whole run
 * @param step null: no single step
 * @param action e.g. HALT
 * @param reason null: none was given
 */
public record Action(long runId, String database, String step, String action, String username, String reason, Instant time) {
}
