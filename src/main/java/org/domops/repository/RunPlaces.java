package org.domops.repository;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads where an operation may run. */
final class RunPlaces {

    private final JdbcClient jdbc;

    private record Database(long id, String name) {
    }

    RunPlaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void checkAssigned(OperationDefinition operation, EnvironmentDefinition environment) {
        String what = "operation " + operation.name() + " in environment " + environment.name();
        String enabled = jdbc.sql("""
                        select enabled from DOM$OPERATION_ENVIRONMENTS
                        where  operation_id = ? and environment_id = ?""")
                .params(operation.id(), environment.id())
                .query((row, number) -> row.getString(1))
                .optional().orElseThrow(() -> NotDefined.missing(what));
        NotDefined.unlessEnabled(enabled, what);
    }

    void checkInstance(OperationDefinition operation, int instance) {
        String what = "instance " + instance + " of operation " + operation.name();
        String enabled = jdbc.sql("select enabled from DOM$OPERATION_INSTANCE where operation_id = ? and instance = ?")
                .params(operation.id(), instance)
                .query((row, number) -> row.getString(1))
                .optional().orElseThrow(() -> NotDefined.missing(what));
        NotDefined.unlessEnabled(enabled, what);
    }

    List<PlannedLane> lanes(long operationId, long environmentId, int instance) {
        Map<Database, List<PlannedObject>> lanes = new LinkedHashMap<>();
        jdbc.sql("""
                        select e.database_id, e.database_name, o.id, o.object_type, o.owner, o.object_name, oo.run_order
                        from   DOM$OPERATION_DATABASES od
                        join   DOM$DATABASES d on d.id = od.database_id and d.enabled = 'Y'
                        join   DOM$DATABASE_ENVIRONMENTS e
                               on e.database_id = d.id and e.environment_id = ? and e.enabled = 'Y'
                        join   DOM$DATABASE_OBJECTS dbo on dbo.database_id = d.id and dbo.enabled = 'Y'
                        join   DOM$OBJECTS o on o.id = dbo.object_id and o.enabled = 'Y'
                        join   DOM$OPERATION_OBJECTS oo
                               on oo.operation_id = od.operation_id and oo.object_id = o.id and oo.enabled = 'Y'
                        where  od.operation_id = ? and od.instance = ? and od.enabled = 'Y'
                        order by e.database_name, oo.run_order, o.owner, o.object_name, o.object_type""")
                .params(environmentId, operationId, instance)
                .query(row -> {
                    lanes.computeIfAbsent(new Database(row.getLong(1), row.getString(2)), key -> new ArrayList<>())
                            .add(new PlannedObject(row.getLong(3), row.getString(4), row.getString(5),
                                    row.getString(6), row.getInt(7)));
                });
        return lanes.entrySet().stream()
                .map(lane -> new PlannedLane(lane.getKey().id(), lane.getKey().name(), lane.getValue()))
                .toList();
    }

    TargetAccess access(long databaseId, long environmentId) {
        return jdbc.sql("""
                        select e.enabled, d.enabled, e.database_name, e.dialect, e.connect_string, e.username,
                               e.credential
                        from   DOM$DATABASE_ENVIRONMENTS e
                        join   DOM$DATABASES d on d.id = e.database_id
                        where  e.database_id = ? and e.environment_id = ?""")
                .params(databaseId, environmentId)
                .query((row, number) -> {
                    NotDefined.unlessEnabled(row.getString(1), "database " + row.getString(3) + " in its environment");
                    NotDefined.unlessEnabled(row.getString(2), "database " + row.getString(3));
                    return new TargetAccess(databaseId, row.getString(3), row.getString(4), row.getString(5),
                            row.getString(6), row.getString(7));
                })
                .optional().orElseThrow(() -> NotDefined.missing("the database with id " + databaseId
                        + " in the environment with id " + environmentId));
    }
}
