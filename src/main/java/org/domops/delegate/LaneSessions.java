package org.domops.delegate;

import org.domops.engine.LaneToken;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.repository.Definitions;
import org.domops.repository.TargetAccess;
import org.domops.target.TargetDatabase;
import org.domops.target.Targets;
import org.springframework.stereotype.Component;

import java.time.Clock;

/** Makes lanes' sessions from the definitions as they are now. */
@Component
class LaneSessions {

    private final Targets targets;
    private final RunLog runs;
    private final Definitions definitions;
    private final Clock clock;

    LaneSessions(Targets targets, RunLog runs, Definitions definitions, Clock clock) {
        this.targets = targets;
        this.runs = runs;
        this.definitions = definitions;
        this.clock = clock;
    }

    /** The session of a token's lane; it connects when it is first needed. */
    LaneSession of(LaneToken token) {
        return new LaneSession(targets, () -> database(token), clock);
    }

    private TargetDatabase database(LaneToken token) {
        RunRow run = runs.find(token.runId()).orElseThrow();
        TargetAccess access = definitions.access(token.databaseId(), run.environmentId());
        return new TargetDatabase(token.databaseId(), access.name(), access.dialect(), access.connectString(),
                access.username(), access.credential());
    }
}
