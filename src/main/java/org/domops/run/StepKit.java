package org.domops.run;

import org.domops.repository.StepPolicy;
import org.domops.target.Fence;
import org.domops.target.InstallRequest;
import org.domops.target.TargetDatabase;

/**
 * What a worker needs for a call beside its order, as it is when the order is given: so a worker needs no repository.
 *
 * @param repositoryUuid whom the target serves
 * @param database where the target is; null: see problem
 * @param policy null: see problem
 * @param packageName the package of the procedure, in upper case; null: none (INSTALL), or see problem
 * @param install null: it is no INSTALL, or see problem
 * @param fence by which the target knows whether a later order was there before this one
 * @param problem how the call ended before it was made, e.g. as its database is not defined any more; null: make it
 */
public record StepKit(String repositoryUuid, TargetDatabase database, StepPolicy policy, String packageName,
                      InstallRequest install, Fence fence, StepOutcome problem) {
}
