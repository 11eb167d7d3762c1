package org.domops.repository;

import java.util.LinkedHashMap;
import java.util.Map;

import org.domops.repository.fleetfile.FleetFile;
import org.domops.repository.fleetfile.OperationEntry;
import org.domops.repository.fleetfile.PackageEntry;

/** Applies the packages, their sources, and those of their procedures that are tasks. */
final class PackageRows {

    private final DefinitionRows packages;
    private final DefinitionRows tasks;

    PackageRows(FleetFile file, TableSync sync) {
        packages = packages(file, sync);
        applySources(file, sync);
        tasks = tasks(file, sync);
    }

    long id(String packageName) {
        return packages.id(packageName);
    }

    long taskId(String packageName, String procedure) {
        return tasks.id(id(packageName), procedure);
    }

    /** {@code PACKAGE.PROCEDURE}. */
    String taskLabel(Object taskId) {
        return packages.keyPart(tasks.keyPart(taskId, 0), 0) + "." + tasks.keyPart(taskId, 1);
    }

    private static DefinitionRows packages(FleetFile file, TableSync sync) {
        WantedRows rows = new WantedRows(DefinitionTables.PACKAGES, key -> "package " + key.get(0));
        file.packages().forEach(entry -> rows.add(entry.name(), entry.unchecked(), entry.enabled()));
        return sync.apply(rows);
    }

    private void applySources(FleetFile file, TableSync sync) {
        WantedRows rows = new WantedRows(DefinitionTables.PACKAGE_SOURCES,
                key -> "package " + packages.keyPart(key.get(0), 0) + " for " + key.get(1));
        for (PackageEntry entry : file.packages()) {
            entry.sources().forEach(source -> rows.add(id(entry.name()), source.file().dialect(),
                    source.file().fileName(), source.file().text(), source.file().sha256()));
        }
        sync.apply(rows);
    }

    /** A task is one row for all operations of its package: enabled where one of them has it enabled. */
    private DefinitionRows tasks(FleetFile file, TableSync sync) {
        Map<String, Map<String, SharedTask>> byPackage = new LinkedHashMap<>();
        for (OperationEntry operation : file.operations()) {
            Map<String, SharedTask> own =
                    byPackage.computeIfAbsent(operation.packageName(), name -> new LinkedHashMap<>());
            operation.tasks().forEach(task -> own.merge(task.procedure(), new SharedTask(task.description(), task.enabled()), SharedTask::or));
        }
        WantedRows rows = new WantedRows(DefinitionTables.TASKS,
                key -> "task " + packages.keyPart(key.get(0), 0) + "." + key.get(1));
        byPackage.forEach((packageName, own) -> own.forEach((procedure, task) ->
                rows.add(id(packageName), procedure, task.description(), task.enabled())));
        return sync.apply(rows);
    }

    /** What the operations of a package say of a task together. */
    private record SharedTask(String description, boolean enabled) {

        SharedTask or(SharedTask other) {
            return new SharedTask(description == null ? other.description : description, enabled || other.enabled);
        }
    }
}
