package org.domops.run;

import org.domops.repository.StepPolicy;
import org.domops.target.RunCode;
import org.domops.target.TargetDatabase;

/**
 * What a worker needs for a call beside its order, as it is when the order is given: so a worker needs no repository.
 *
 * @param repositoryUuid whom the target serves
 * @param database where the target is; null: see problem
 * @param policy null: see problem
 * @param packageName the package of the procedure, in upper case; null: none (INSTALL), or see problem
 * @param install null: it is no INSTALL, or see problem
 * @param problem how the call ended before it was made, e.g. as its database is not defined any more; null: make it
 */
public record StepKit(String repositoryUuid, TargetDatabase database, StepPolicy policy, String packageName,
                      RunCode install, StepOutcome problem) {
}
