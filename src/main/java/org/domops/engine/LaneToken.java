package org.domops.engine;

/**
 * A token of a lane that this server has locked: it may call the step's procedure and nobody else may.
 *
 * @param workerId unique for the lock: it is the only fencing token the engine has
 * @param procedure the procedure that the step calls, in upper case
 * @param lockedFor the lease in milliseconds
 */
public record LaneToken(String externalTaskId, String workerId, StepKind kind, String procedure, long runId,
                        long databaseId, long lockedFor) {
}
