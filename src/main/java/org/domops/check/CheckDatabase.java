package org.domops.check;

import org.domops.log.TargetStamps;
import org.domops.repository.Definitions;
import org.domops.repository.PlannedLane;
import org.domops.repository.RepositoryIdentity;
import org.domops.repository.RunPlan;
import org.domops.repository.RunRules;
import org.domops.target.Targets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.util.List;

/** Makes the checks of single databases. */
@Component
class CheckDatabase {

    private final Definitions definitions;
    private final RepositoryIdentity identity;
    private final Targets targets;
    private final TargetStamps stamps;
    private final RunRules rules;
    private final List<String> sites;

    /** @param sites whose databases this server reaches beside those that have none */
    CheckDatabase(Definitions definitions, RepositoryIdentity identity, Targets targets, TargetStamps stamps, RunRules rules,
                  @Value("${dom.worker.sites:}") List<String> sites) {
        this.definitions = definitions;
        this.identity = identity;
        this.targets = targets;
        this.stamps = stamps;
        this.rules = rules;
        this.sites = List.copyOf(sites);
    }

    DatabaseCheck of(RunPlan plan, PlannedLane lane, boolean compile) {
        return new DatabaseCheck(definitions, identity.uuid().toString(), targets,
                stamps.expected(plan.environment().name(), lane.databaseName()), plan, lane, foreignSite(plan, lane), compile);
    }

    /** The site whose workers alone reach the database; null: this server does, too. */
    private String foreignSite(RunPlan plan, PlannedLane lane) {
        return rules.site(lane.databaseId(), plan.environment().id()).filter(site -> !sites.contains(site)).orElse(null);
    }
}
