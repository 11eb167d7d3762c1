package org.domops.repository.fleetfile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.domops.repository.fleetfile.DatabaseEntry.InEnvironment;

/** Whether an operation has its code in the dialect of every database it may run on. */
final class DialectCoverage {

    private final Set<String> enabledEnvironments = new HashSet<>();
    private final Map<String, DatabaseEntry> databases = new HashMap<>();
    private final MistakeNotes notes;

    DialectCoverage(List<EnvironmentEntry> environments, List<DatabaseEntry> databases, MistakeNotes notes) {
        this.notes = notes;
        environments.stream().filter(EnvironmentEntry::enabled)
                .forEach(environment -> enabledEnvironments.add(environment.name()));
        databases.forEach(database -> this.databases.putIfAbsent(database.label(), database));
    }

    /** @param what as it reads in a message, e.g. {@code package X} */
    void check(OperationEntry operation, String what, Predicate<String> hasSource, Place at) {
        Set<String> noted = new HashSet<>();
        for (OperationEntry.Instance instance : operation.instances()) {
            for (OnDatabase on : instance.enabled() ? instance.databases() : List.<OnDatabase>of()) {
                for (InEnvironment database : on.enabled() ? runsOn(operation, on.label()) : List.<InEnvironment>of()) {
                    String dialect = database.dialect();
                    if (dialect != null && !hasSource.test(dialect) && noted.add(dialect)) {
                        notes.add(at, what + " has no source for dialect " + dialect + ", in which " + operation.name()
                                + " runs on " + database.name(), "a source for " + dialect);
                    }
                }
            }
        }
    }

    private List<InEnvironment> runsOn(OperationEntry operation, String label) {
        DatabaseEntry database = databases.get(label);
        if (database == null || !database.enabled()) {
            return List.of();
        }
        return database.environments().stream()
                .filter(InEnvironment::enabled)
                .filter(in -> enabledEnvironments.contains(in.environment()))
                .filter(in -> operation.environments().stream()
                        .anyMatch(own -> own.enabled() && in.environment().equals(own.environment())))
                .toList();
    }
}
