package org.domops.log;

import java.time.Instant;

/**
 * A row of DOM$RUN_LANES. Null: not yet, or not at all.
 *
 * @param released whether it has its turn: a planned lane that has not waits for its wave, a cap or its restart
 * @param processInstanceId of its dom-lane instance; null: none was started, or somebody deleted it
 * @param halted no step begins until it is resumed
 * @param cancelForced cancelled without the target's confirmation
 * @param site whose workers work on it; null: the servers' own
 */
public record LaneRow(LaneKey key, String database, int wave, Status status, String statusMessage, Instant start,
                      Instant restart, Instant end, String processInstanceId, String waitingFor, boolean released,
                      boolean halted, boolean cancelForced, String site) {

    /** When it last began: the restart, else the start; null: not yet. */
    public Instant lastStart() {
        return restart == null ? start : restart;
    }
}
