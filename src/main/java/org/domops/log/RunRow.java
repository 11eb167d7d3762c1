package org.domops.log;

import java.time.Instant;

/** A row of DOM$RUN_LOG. Null: not yet, or not at all. */
public record RunRow(long id, long operationId, String operation, int instance, long environmentId, String environment,
                     String mode, Status status, String statusMessage, String username, Instant start, Instant restart,
                     Instant end, String processDefinitionId, String processInstanceId, int releasedWave) {
}
