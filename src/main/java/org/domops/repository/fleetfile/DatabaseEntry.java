package org.domops.repository.fleetfile;

import java.util.List;

/** A database, and what it is in each of its environments. */
public record DatabaseEntry(String namePrefix, String instance, boolean enabled, List<InEnvironment> environments) {

    /** Name prefix and instance in one: how the file refers to the database, e.g. {@code SALES01}. */
    public String label() {
        return namePrefix + instance;
    }

    /**
     * @param environmentCode overrides the environment's code in the database's name; null: not overridden
     * @param instanceSuffix overrides the instance in the database's name; null: not overridden
     * @param name the whole name, e.g. {@code SALESPRD01}
     * @param parallel at most so many lanes, of all runs, at once; null: any number
     * @param site whose workers reach it; null: the servers' own
     * @param windows instead of the environment's; none: those of the environment
     * @param credential {@code env:NAME} or {@code file:PATH} with an absolute path
     */
    public record InEnvironment(
            String environment, String environmentCode, String instanceSuffix, String name, String dialect,
            String connectString, String username, String credential, boolean enabled, Integer parallel,
            String site, List<WindowEntry> windows) {

        public InEnvironment {
            windows = List.copyOf(windows);
        }
    }
}
