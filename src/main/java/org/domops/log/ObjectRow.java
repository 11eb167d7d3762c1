package org.domops.log;

/**
 * A row of DOM$RUN_OBJECTS.
 *
 * @param iteration how often ITERATOR was begun for the object
 * @param initialStarted INITIAL was called, so FINAL must follow the completion
 * @param initialDue INITIAL comes before the next task
 * @param resumeAt where a new process instance goes on; null: at ITERATOR
 */
public record ObjectRow(LaneKey lane, long objectId, String owner, String name, Status status, int iteration,
                        boolean initialStarted, boolean initialDue, String resumeAt) {

    /** {@code OWNER.NAME}. */
    public String qualifiedName() {
        return owner + "." + name;
    }
}
