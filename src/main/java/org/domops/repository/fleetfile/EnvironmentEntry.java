package org.domops.repository.fleetfile;

import java.util.List;

/**
 * A group of databases.
 *
 * @param code the middle part of its databases' names
 * @param description may be null
 * @param windows none: steps may begin at any time
 */
public record EnvironmentEntry(
        String name, String code, String description, boolean enabled, List<WindowEntry> windows) {

    public EnvironmentEntry {
        windows = List.copyOf(windows);
    }
}
