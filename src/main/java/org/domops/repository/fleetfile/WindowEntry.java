package org.domops.repository.fleetfile;

import java.util.List;

/**
 * A maintenance window.
 *
 * @param days on which it opens, e.g. {@code SAT}; at least one, in the order of the week
 * @param from {@code HH:MM}
 * @param to {@code HH:MM}; not later than {@code from}: on the next day, so the same is 24 hours
 * @param timeZone e.g. {@code Europe/Berlin}
 */
public record WindowEntry(List<String> days, String from, String to, String timeZone, boolean enabled) {

    public WindowEntry {
        days = List.copyOf(days);
    }

    @Override
    public String toString() {
        return String.join(",", days) + " " + from + "-" + to + " " + timeZone;
    }
}
