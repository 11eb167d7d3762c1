package org.domops.web;

import org.domops.log.WorkerRow;

import java.time.Duration;
import java.time.Instant;

/**
 * A row of DOM$WORKERS as /api shows it.
 *
 * @param state {@code there}; {@code stopped} in good order; {@code gone}: not heard of for longer than a lease
 * @param site whose lanes it works on; null: those that are bound to none
 * @param lanes at most so many at once; 0: it has stopped
 * @param running on so many at its last contact
 */
record WorkerView(String name, boolean server, String state, String site, int lanes, int running, Instant contact) {

    static WorkerView of(WorkerRow row, Instant now, Duration lease) {
        String state = row.stopped() ? "stopped" : row.there(now, lease) ? "there" : "gone";
        return new WorkerView(row.name(), row.server(), state, row.site(), row.lanes(), row.running(), row.contact());
    }
}
