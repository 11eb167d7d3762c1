package org.domops.delegate;

import org.domops.engine.LaneToken;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.repository.Definitions;
import org.domops.repository.TargetAccess;
import org.domops.target.TargetDatabase;
import org.domops.target.Targets;
import org.springframework.stereotype.Component;

/** Makes lanes' sessions from the definitions as they are now. */
@Component
class LaneSessions {

    private final Targets targets;
    private final RunLog runs;
    private final Definitions definitions;

    LaneSessions(Targets targets, RunLog runs, Definitions definitions) {
        this.targets = targets;
        this.runs = runs;
        this.definitions = definitions;
    }

    /** The session of a token's lane; it connects when it is first needed. */
    LaneSession of(LaneToken token) {
        return new LaneSession(targets, () -> database(token));
    }

    private TargetDatabase database(LaneToken token) {
        RunRow run = runs.find(token.runId()).orElseThrow();
        TargetAccess access = definitions.access(token.databaseId(), run.environmentId());
        return new TargetDatabase(token.databaseId(), access.name(), access.dialect(), access.connectString(),
                access.username(), access.credential());
    }
}
