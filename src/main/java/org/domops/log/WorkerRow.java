package org.domops.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A row of DOM$WORKERS.
 *
 * @param server whether it is the worker inside a server
 * @param site whose lanes it works on; null: those that are bound to none; a server: those of sites that it works on beside,
 *             separated by commas
 * @param lanes at most so many at once; 0: it has stopped
 * @param running on so many at its last contact
 */
public record WorkerRow(String name, boolean server, String site, int lanes, int running, Instant contact) {

    /** Whether it has stopped in good order. */
    public boolean stopped() {
        return lanes == 0;
    }

    /** Whether it is at work, as far as can be known. @param silence after which it is taken to be gone */
    public boolean there(Instant now, Duration silence) {
        return !stopped() && contact.isAfter(now.minus(silence));
    }

    /** Whether it works, or has worked, on lanes that are bound to the site. */
    public boolean worksFor(String name) {
        return site != null && List.of(site.split(",")).contains(name);
    }
}
