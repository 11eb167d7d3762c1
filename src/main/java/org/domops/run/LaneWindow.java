package org.domops.run;

import org.domops.log.LaneRow;
import org.domops.repository.MaintenanceWindow;
import org.domops.repository.RunRules;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a lane's maintenance window is open now. */
@Component
class LaneWindow {

    private final RunRules rules;
    private final Clock clock;

    LaneWindow(RunRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** When the lane's next window opens; empty: one is open, or there is none at all. */
    Optional<Instant> opens(LaneRow lane, long environmentId) {
        List<MaintenanceWindow> windows = rules.windows(lane.key().databaseId(), environmentId);
        Instant now = clock.instant();
        if (windows.isEmpty() || windows.stream().anyMatch(window -> window.open(now))) {
            return Optional.empty();
        }
        return windows.stream().map(window -> window.nextOpening(now)).min(Instant::compareTo);
    }

    /** What a lane waits for, as its row says it. */
    static String words(Instant opens) {
        return "the maintenance window, which opens at " + opens;
    }
}
