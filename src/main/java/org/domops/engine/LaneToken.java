package org.domops.engine;

/**
 * A token of a lane that this server has locked: it may call the step's procedure and nobody else may.
 *
 * @param workerId unique for the lock: it is the only fencing token the engine has
 * @param processInstanceId the instance whose diagram the token is in
 * @param activityId the diagram's element at which it stands
 * @param branching whether the diagram can have several tokens at once
 * @param procedure the procedure that the step calls, in upper case
 * @param lockedFor the lease in milliseconds
 */
public record LaneToken(String externalTaskId, String workerId, String processInstanceId, String activityId,
                        boolean branching, StepKind kind, String procedure, long runId, long databaseId,
                        long lockedFor) {
}
