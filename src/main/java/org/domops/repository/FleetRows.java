package org.domops.repository;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.domops.repository.fleetfile.DatabaseEntry;
import org.domops.repository.fleetfile.EnvironmentEntry;
import org.domops.repository.fleetfile.FleetFile;
import org.domops.repository.fleetfile.ObjectEntry;
import org.domops.repository.fleetfile.ObjectName;
import org.domops.repository.fleetfile.WindowEntry;

/** Applies who and where: environments, databases and objects. */
final class FleetRows {

    private final DefinitionRows environments;
    private final DefinitionRows databases;
    private final DefinitionRows objects;
    private final Map<String, Long> databaseIds = new HashMap<>();

    private FleetRows(FleetFile file, TableSync sync) {
        environments = environments(file, sync);
        databases = databases(file, sync);
        file.databases().forEach(database ->
                databaseIds.put(database.label(), databases.id(database.namePrefix(), database.instance())));
        objects = objects(file, sync);
    }

    static FleetRows apply(FleetFile file, TableSync sync) {
        FleetRows rows = new FleetRows(file, sync);
        rows.applyDatabaseEnvironments(file, sync);
        rows.applyWindows(file, sync);
        rows.applyDatabaseObjects(file, sync);
        return rows;
    }

    long environmentId(String name) {
        return environments.id(name);
    }

    String environmentName(Object id) {
        return (String) environments.keyPart(id, 0);
    }

    long databaseId(String label) {
        return databaseIds.get(label);
    }

    String databaseLabel(Object id) {
        return "" + databases.keyPart(id, 0) + databases.keyPart(id, 1);
    }

    long objectId(ObjectName object) {
        return objects.id(object.type(), object.owner(), object.name());
    }

    String objectLabel(Object id) {
        return objects.keyPart(id, 0) + " " + objects.keyPart(id, 1) + "." + objects.keyPart(id, 2);
    }

    private static DefinitionRows environments(FleetFile file, TableSync sync) {
        WantedRows rows = new WantedRows(DefinitionTables.ENVIRONMENTS, key -> "environment " + key.get(0));
        for (EnvironmentEntry entry : file.environments()) {
            rows.add(entry.name(), entry.code(), entry.description(), entry.enabled());
        }
        return sync.apply(rows);
    }

    private static DefinitionRows databases(FleetFile file, TableSync sync) {
        WantedRows rows = new WantedRows(DefinitionTables.DATABASES, key -> "database " + key.get(0) + key.get(1));
        for (DatabaseEntry entry : file.databases()) {
            rows.add(entry.namePrefix(), entry.instance(), entry.enabled());
        }
        return sync.apply(rows);
    }

    private static DefinitionRows objects(FleetFile file, TableSync sync) {
        WantedRows rows = new WantedRows(DefinitionTables.OBJECTS,
                key -> "object " + key.get(0) + " " + key.get(1) + "." + key.get(2));
        for (ObjectEntry entry : file.objects()) {
            rows.add(entry.name().type(), entry.name().owner(), entry.name().name(), entry.enabled());
        }
        return sync.apply(rows);
    }

    private void applyDatabaseEnvironments(FleetFile file, TableSync sync) {
        WantedRows rows = new WantedRows(DefinitionTables.DATABASE_ENVIRONMENTS,
                key -> "database " + databaseLabel(key.get(0)) + " in " + environmentName(key.get(1)));
        for (DatabaseEntry database : file.databases()) {
            for (DatabaseEntry.InEnvironment entry : database.environments()) {
                rows.add(databaseId(database.label()), environmentId(entry.environment()), entry.environmentCode(),
                        entry.instanceSuffix(), entry.name(), entry.dialect(), entry.connectString(),
                        entry.username(), entry.credential(), entry.parallel(), entry.site(),
                        entry.enabled());
            }
        }
        sync.apply(rows);
    }

    private void applyWindows(FleetFile file, TableSync sync) {
        WantedRows rows = new WantedRows(DefinitionTables.MAINTENANCE_WINDOWS, key -> "window " + key.get(2) + " "
                + key.get(3) + "-" + key.get(4) + " " + key.get(5) + " of "
                + (key.get(1) == null ? "" : "database " + databaseLabel(key.get(1)) + " in ")
                + environmentName(key.get(0)));
        for (EnvironmentEntry environment : file.environments()) {
            addWindows(rows, environment.name(), null, environment.windows());
        }
        for (DatabaseEntry database : file.databases()) {
            database.environments().forEach(in ->
                    addWindows(rows, in.environment(), databaseId(database.label()), in.windows()));
        }
        sync.apply(rows);
    }

    private void addWindows(WantedRows rows, String environment, Long databaseId, List<WindowEntry> windows) {
        windows.forEach(window -> rows.add(environmentId(environment), databaseId, String.join(",", window.days()),
                window.from(), window.to(), window.timeZone(), window.enabled()));
    }

    private void applyDatabaseObjects(FleetFile file, TableSync sync) {
        WantedRows rows = new WantedRows(DefinitionTables.DATABASE_OBJECTS,
                key -> "object " + objectLabel(key.get(1)) + " in database " + databaseLabel(key.get(0)));
        for (ObjectEntry entry : file.objects()) {
            entry.databases().forEach(database ->
                    rows.add(databaseId(database.label()), objectId(entry.name()), database.enabled()));
        }
        sync.apply(rows);
    }
}
