package org.domops.target;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a run needs on a target before its first step.
 *
 * @param repositoryUuid whom the target serves
 * @param runMode R: run; T: test, statements are logged and not run
 * @param packages the operation's, in the order they are to be compiled
 * @param parameters those of the run; they replace what was pushed for it before
 * @param lane whose installation it is: none of its steps runs meanwhile
 * @param stamp left on the target if it has the one that the repository knows
 * @param overRuns runs whose lane on the target is over, the latest ones: all of them is durable in the repository, so what a
 *     dying server left of them in the statement buffer is deleted
 */
public record InstallRequest(String repositoryUuid, long runId, String runMode, String operationName, int instance,
        List<PackageSource> packages, List<StateTable> stateTables, List<Parameter> parameters, FencedLane lane,
        TargetStamp stamp, Set<Long> overRuns) {

    public InstallRequest {
        Objects.requireNonNull(repositoryUuid);
        Objects.requireNonNull(runMode);
        Objects.requireNonNull(operationName);
        packages = List.copyOf(packages);
        stateTables = List.copyOf(stateTables);
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(lane);
        Objects.requireNonNull(stamp);
        overRuns = Set.copyOf(overRuns);
    }

    /** Without looking after what other runs left. */
    public InstallRequest(String repositoryUuid, long runId, String runMode, String operationName, int instance,
            List<PackageSource> packages, List<StateTable> stateTables, List<Parameter> parameters, FencedLane lane,
            TargetStamp stamp) {
        this(repositoryUuid, runId, runMode, operationName, instance, packages, stateTables, parameters, lane, stamp, Set.of());
    }
}
