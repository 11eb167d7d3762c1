package org.domops.engine;

/**
 * A token of a lane that this server has locked: it may call the step's procedure and nobody else may.
 *
 * @param workerId unique for the lock: it is the only fencing token the engine has
 * @param place where in the engine it stands
 * @param procedure the procedure that the step calls, in upper case
 * @param step the name under which the step is logged: the procedure, with {@code #} and the diagram's element where
 *             it is called with arguments, as it may be called with others elsewhere
 * @param arguments those after the handle; none for all kinds but TASK
 * @param lockedFor the lease in milliseconds
 */
public record LaneToken(String externalTaskId, String workerId, TokenPlace place, StepKind kind, String procedure,
                        String step, CallArguments arguments, long runId, long databaseId, long lockedFor) {

    /** Whether the diagram can have several tokens at once. */
    public boolean branching() {
        return place.branching();
    }
}
