package org.domops.check;

import org.domops.log.TargetStamps;
import org.domops.repository.Definitions;
import org.domops.repository.PlannedLane;
import org.domops.repository.RepositoryIdentity;
import org.domops.repository.RunPlan;
import org.domops.target.Targets;
import org.springframework.stereotype.Component;

/** Makes the checks of single databases. */
@Component
class CheckDatabase {

    private final Definitions definitions;
    private final RepositoryIdentity identity;
    private final Targets targets;
    private final TargetStamps stamps;

    CheckDatabase(Definitions definitions, RepositoryIdentity identity, Targets targets, TargetStamps stamps) {
        this.definitions = definitions;
        this.identity = identity;
        this.targets = targets;
        this.stamps = stamps;
    }

    DatabaseCheck of(RunPlan plan, PlannedLane lane, boolean compile) {
        return new DatabaseCheck(definitions, identity.uuid().toString(), targets,
                stamps.expected(plan.environment().name(), lane.databaseName()), plan, lane, compile);
    }
}
