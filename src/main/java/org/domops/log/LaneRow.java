package org.domops.log;

import java.time.Instant;

/** A row of DOM$RUN_LANES. Null: not yet, or not at all. */
public record LaneRow(LaneKey key, String database, int wave, Status status, String statusMessage, Instant start,
                      Instant restart, Instant end, String processInstanceId, String waitingFor) {
}
