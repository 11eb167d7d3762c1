package org.domops.engine;

import java.util.UUID;

/**
 * A token of a lane that a worker has locked: it may call the step's procedure and nobody else may.
 *
 * @param workerId who has locked it and, after a slash, what is unique for the lock: the only fencing token the engine has
 * @param place where in the engine it stands
 * @param procedure the procedure that the step calls, in upper case
 * @param step the name under which the step is logged: the procedure, with {@code #} and the diagram's element where
 *             it is called with arguments, as it may be called with others elsewhere
 * @param arguments those after the handle; none for all kinds but TASK
 * @param lockedFor the lease in milliseconds
 */
public record LaneToken(String externalTaskId, String workerId, TokenPlace place, StepKind kind, String procedure,
                        String step, CallArguments arguments, long runId, long databaseId, long lockedFor) {

    /** A worker id for a new lock. @param owner who locks, without a slash at its end */
    public static String workerId(String owner) {
        return owner + "/" + UUID.randomUUID();
    }

    /** Who has locked it, for people. */
    public String owner() {
        return workerId.substring(0, Math.max(0, workerId.lastIndexOf('/')));
    }

    /** Whether the diagram can have several tokens at once. */
    public boolean branching() {
        return place.branching();
    }
}
