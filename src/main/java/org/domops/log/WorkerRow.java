package org.domops.log;

import java.time.Instant;
import java.util.List;

/**
 * A row of DOM$WORKERS.
 *
 * @param server whether it is the worker inside a server
 * @param site whose lanes it works on; null: those that are bound to none; a server: those of sites that it works on beside,
 *             separated by commas
 * @param lanes at most so many at once
 * @param running on so many at its last contact
 */
public record WorkerRow(String name, boolean server, String site, int lanes, int running, Instant contact) {

    /** Whether it works on lanes that are bound to the site. */
    public boolean worksFor(String name) {
        return site != null && List.of(site.split(",")).contains(name);
    }
}
