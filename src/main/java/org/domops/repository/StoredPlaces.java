package org.domops.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.domops.repository.fleetfile.DatabaseEntry;
import org.domops.repository.fleetfile.EnvironmentEntry;
import org.domops.repository.fleetfile.ObjectEntry;
import org.domops.repository.fleetfile.ObjectName;
import org.domops.repository.fleetfile.OnDatabase;
import org.domops.repository.fleetfile.WindowEntry;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads who and where as a fleet file says it: environments, databases and objects, disabled ones too. */
final class StoredPlaces {

    private final JdbcClient jdbc;
    private final Map<List<Long>, List<WindowEntry>> windows;
    private final Map<Long, EnvironmentEntry> environments;
    private final Map<Long, DatabaseEntry> databases;
    private final Map<Long, ObjectEntry> objects;

    StoredPlaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.windows = windows();
        this.environments = environments();
        this.databases = databases();
        this.objects = objects();
    }

    /** By id, as the following. */
    Map<Long, EnvironmentEntry> environmentEntries() {
        return environments;
    }

    Map<Long, DatabaseEntry> databaseEntries() {
        return databases;
    }

    Map<Long, ObjectEntry> objectEntries() {
        return objects;
    }

    private Map<List<Long>, List<WindowEntry>> windows() {
        Map<List<Long>, List<WindowEntry>> byPlace = new LinkedHashMap<>();
        jdbc.sql("""
                        select environment_id, database_id, days, from_time, to_time, time_zone, enabled
                        from   DOM$MAINTENANCE_WINDOWS
                        order by id""")
                .query(row -> {
                    byPlace.computeIfAbsent(Arrays.asList(row.getLong(1), row.getObject(2, Long.class)),
                            place -> new ArrayList<>()).add(new WindowEntry(List.of(row.getString(3).split(",")),
                                    row.getString(4), row.getString(5), row.getString(6), "Y".equals(row.getString(7))));
                });
        return byPlace;
    }

    private List<WindowEntry> windowsOf(long environmentId, Long databaseId) {
        return windows.getOrDefault(Arrays.asList(environmentId, databaseId), List.of());
    }

    private Map<Long, EnvironmentEntry> environments() {
        return Unambiguous.of(jdbc.sql("""
                        select e.id, e.name, e.enabled, e.code, e.description,
                               (select count(*) from DOM$DATABASE_ENVIRONMENTS x where x.environment_id = e.id)
                             + (select count(*) from DOM$OPERATION_ENVIRONMENTS x
                                where  x.environment_id = e.id and x.enabled = 'Y')
                        from   DOM$ENVIRONMENTS e
                        order by e.id""")
                .query((row, n) -> new Unambiguous.Row<>(row.getLong(1), row.getString(2), "Y".equals(row.getString(3)),
                        row.getLong(6), new EnvironmentEntry(row.getString(2), row.getString(4), row.getString(5),
                                "Y".equals(row.getString(3)), windowsOf(row.getLong(1), null))))
                .list());
    }

    private Map<Long, DatabaseEntry> databases() {
        Map<Long, List<DatabaseEntry.InEnvironment>> in = inEnvironments();
        return Unambiguous.of(jdbc.sql("""
                        select d.id, d.name_prefix, d.instance, d.enabled,
                               (select count(*) from DOM$DATABASE_ENVIRONMENTS x where x.database_id = d.id)
                             + (select count(*) from DOM$OPERATION_DATABASES x where x.database_id = d.id)
                             + (select count(*) from DOM$DATABASE_OBJECTS x where x.database_id = d.id)
                        from   DOM$DATABASES d
                        order by d.id""")
                .query((row, n) -> {
                    DatabaseEntry entry = new DatabaseEntry(row.getString(2), row.getString(3),
                            "Y".equals(row.getString(4)), in.getOrDefault(row.getLong(1), List.of()));
                    return new Unambiguous.Row<>(row.getLong(1), entry.label(), entry.enabled(), row.getLong(5), entry);
                })
                .list());
    }

    private Map<Long, List<DatabaseEntry.InEnvironment>> inEnvironments() {
        Map<Long, List<DatabaseEntry.InEnvironment>> byDatabase = new LinkedHashMap<>();
        jdbc.sql("""
                        select database_id, environment_id, environment_code, instance_suffix, database_name, dialect,
                               connect_string, username, credential, enabled, parallel, site
                        from   DOM$DATABASE_ENVIRONMENTS
                        order by id""")
                .query(row -> {
                    long environment = row.getLong(2);
                    if (environments.containsKey(environment)) {
                        byDatabase.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(
                                new DatabaseEntry.InEnvironment(environments.get(environment).name(), row.getString(3),
                                        row.getString(4), row.getString(5), row.getString(6), row.getString(7),
                                        row.getString(8), row.getString(9), "Y".equals(row.getString(10)),
                                        row.getObject(11, Integer.class), row.getString(12),
                                        windowsOf(environment, row.getLong(1))));
                    }
                });
        return byDatabase;
    }

    private Map<Long, ObjectEntry> objects() {
        Map<Long, List<OnDatabase>> on = new LinkedHashMap<>();
        jdbc.sql("select object_id, database_id, enabled from DOM$DATABASE_OBJECTS order by id").query(row -> {
            if (databases.containsKey(row.getLong(2))) {
                on.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(new OnDatabase(
                        databases.get(row.getLong(2)).label(), "Y".equals(row.getString(3))));
            }
        });
        return Unambiguous.of(jdbc.sql("""
                        select o.id, o.object_type, o.owner, o.object_name, o.enabled,
                               (select count(*) from DOM$DATABASE_OBJECTS x where x.object_id = o.id)
                             + (select count(*) from DOM$OPERATION_OBJECTS x where x.object_id = o.id)
                        from   DOM$OBJECTS o
                        order by o.id""")
                .query((row, n) -> {
                    ObjectEntry entry = new ObjectEntry(
                            new ObjectName(row.getString(2), row.getString(3), row.getString(4)),
                            on.getOrDefault(row.getLong(1), List.of()), "Y".equals(row.getString(5)));
                    return new Unambiguous.Row<>(
                            row.getLong(1), entry.name().toString(), entry.enabled(), row.getLong(6), entry);
                })
                .list());
    }
}
