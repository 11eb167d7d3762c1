package org.domops.torture;

import org.domops.torture.check.Evidence;
import org.domops.torture.schedule.Schedule;

import java.util.List;

/**
 * How a schedule went.
 *
 * @param violations empty: all is as it must be
 * @param evidence what was found, also when the runs did not come to their end; null: the harness itself failed
 */
record Played(Schedule schedule, long millis, List<String> violations, Evidence evidence) {

    boolean ok() {
        return violations.isEmpty();
    }
}
