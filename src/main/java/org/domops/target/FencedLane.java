package org.domops.target;

import java.util.Objects;

/**
 * For which lane something is to be done on a target, other than to call a procedure.
 *
 * @param laneLock see {@link LockName#of}
 * @param handle the run id, as a string
 */
public record FencedLane(String laneLock, String handle, Fence fence) {

    public FencedLane {
        Objects.requireNonNull(laneLock);
        Objects.requireNonNull(handle);
        Objects.requireNonNull(fence);
    }
}
