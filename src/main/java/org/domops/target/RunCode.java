package org.domops.target;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a run brings to each of its targets.
 *
 * @param repositoryUuid whom the target serves
 * @param runMode R: run; T: test, statements are logged and not run
 * @param packages the operation's, in the order they are to be compiled
 * @param parameters those of the run; they replace what was pushed for it before
 * @param overRuns see {@link InstallRequest}
 */
public record RunCode(String repositoryUuid, long runId, String runMode, String operationName, int instance,
        List<PackageSource> packages, List<StateTable> stateTables, List<Parameter> parameters, Set<Long> overRuns) {

    public RunCode {
        Objects.requireNonNull(repositoryUuid);
        Objects.requireNonNull(runMode);
        Objects.requireNonNull(operationName);
        packages = List.copyOf(packages);
        stateTables = List.copyOf(stateTables);
        parameters = List.copyOf(parameters);
        overRuns = Set.copyOf(overRuns);
    }

    /**
     * Its installation on one target.
     *
     * @param lane whose installation it is: none of its steps runs meanwhile
     * @param stamp left on the target if it has the one that the repository knows
     */
    public InstallRequest on(FencedLane lane, TargetStamp stamp) {
        return new InstallRequest(repositoryUuid, runId, runMode, operationName, instance, packages, stateTables, parameters,
                lane, stamp, overRuns);
    }
}
