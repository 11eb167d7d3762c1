package org.domops.log;

import java.time.Instant;

/**
 * A row of DOM$RUN_LOG. Null: not yet, or not at all.
 *
 * @param open whether it is not over yet: restarts and people's orders are for open runs only
 * @param parallel at most so many of its lanes at once; null: no cap of its own
 * @param stopThreshold with more errored lanes than this no further one is released; null: never stops
 * @param halted no step begins until it is resumed
 */
public record RunRow(long id, long operationId, String operation, int instance, long environmentId, String environment,
                     String mode, Status status, String statusMessage, String username, Instant start, Instant restart,
                     Instant end, String processDefinitionId, String processInstanceId, int releasedWave, boolean open,
                     Integer parallel, String stopThreshold, boolean halted) {

    /** Whether its statements are logged and not run. */
    public boolean test() {
        return "T".equals(mode);
    }
}
