package org.domops.target;

import java.util.List;
import java.util.Objects;

/**
 * What a run would need on a target.
 *
 * @param repositoryUuid whom the target is to serve
 * @param laneLock see {@link LockName#of}
 * @param packages the operation's, in the order they would be compiled
 * @param objects what the operation would work on
 * @param compile whether packages that would be installed are compiled under another name, which is dropped again. On
 *     MariaDB that makes all sessions of the server lose their package variables, as each install does
 * @param stamp what an installation would expect of the target
 */
public record CheckRequest(String repositoryUuid, String laneLock, List<PackageSource> packages,
        List<StateTable> stateTables, List<CheckedObject> objects, boolean compile,
        TargetStamp stamp) {

    public CheckRequest {
        Objects.requireNonNull(repositoryUuid);
        Objects.requireNonNull(laneLock);
        Objects.requireNonNull(stamp);
        packages = List.copyOf(packages);
        stateTables = List.copyOf(stateTables);
        objects = List.copyOf(objects);
    }
}
