package org.domops.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One attempt at one step.
 *
 * @param branch true: one of several parallel steps of one lane, under a lock of its own; the lane's other steps wait for it
 * @param attempt from 1; another server that takes over after a crash calls with the same number
 * @param collectFrom the first of the attempts before this one whose outcome nobody has seen: if one of them was
 *     completed, its result is collected and the procedure is not called; the attempt itself: there are none
 * @param handle the run id; always the procedure's first argument
 * @param arguments those after the handle: none for a task, owner and object for ITERATOR, Y or N for FINAL
 * @param lockName the lane's lock, see {@link LockName}
 * @param objectId 0: none
 * @param objectOwner null: no object
 * @param objectName null: no object
 * @param instance the operation's instance
 * @param repositoryUuid whom the target must serve
 * @param settings what holds for this step alone
 * @param fence which of two calls for the lane is the later one
 */
public record StepCall(long taskLogId, int attempt, int collectFrom, boolean branch, String handle, String packageName,
        String procedure, List<String> arguments, String lockName, long objectId, String objectOwner, String objectName, int instance,
        String repositoryUuid, StepSettings settings, Fence fence) {

    public StepCall {
        Objects.requireNonNull(handle);
        Objects.requireNonNull(packageName);
        Objects.requireNonNull(procedure);
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(lockName);
        Objects.requireNonNull(repositoryUuid);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(fence);
    }

    /** A plain step without settings of its own. */
    public StepCall(long taskLogId, int attempt, int collectFrom, String handle, String packageName, String procedure,
            List<String> arguments, String lockName, long objectId, String objectOwner, String objectName, int instance,
            String repositoryUuid) {
        this(taskLogId, attempt, collectFrom, false, handle, packageName, procedure, arguments, lockName, objectId,
                objectOwner, objectName, instance, repositoryUuid, StepSettings.NONE, Fence.NONE);
    }

    /** The same, an attempt before which every outcome is known. */
    public StepCall(long taskLogId, int attempt, String handle, String packageName, String procedure,
            List<String> arguments, String lockName, long objectId, String objectOwner, String objectName, int instance,
            String repositoryUuid) {
        this(taskLogId, attempt, attempt, handle, packageName, procedure, arguments, lockName, objectId, objectOwner,
                objectName, instance, repositoryUuid);
    }

    /** The lock that is held while the step is open: the lane's, or a branch's own. */
    public String ownLock() {
        return branch ? LockName.ofBranch(lockName, taskLogId) : lockName;
    }

    /** All arguments of the procedure, the handle first. */
    public List<String> procedureArguments() {
        List<String> all = new ArrayList<>();
        all.add(handle);
        all.addAll(arguments);
        return List.copyOf(all);
    }
}
