package org.domops.repository;

import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.domops.repository.fleetfile.ObjectName;
import org.domops.repository.fleetfile.OnDatabase;
import org.domops.repository.fleetfile.OperationEntry.InEnvironment;
import org.domops.repository.fleetfile.OperationEntry.Instance;
import org.domops.repository.fleetfile.OperationEntry.OnObject;
import org.domops.repository.fleetfile.OperationEntry.Parameter;
import org.domops.repository.fleetfile.OperationEntry.Task;
import org.domops.repository.fleetfile.Place;
import org.domops.repository.fleetfile.RetryEntry;
import org.domops.repository.fleetfile.StepEntry;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the lists inside an operation, disabled rows too. */
final class StoredOperationParts {

    private static final Place NOWHERE = new Place("fleet.yaml", 1, 1);

    private final JdbcClient jdbc;
    private final StoredPlaces places;

    StoredOperationParts(JdbcClient jdbc, StoredPlaces places) {
        this.jdbc = jdbc;
        this.places = places;
    }

    List<Task> tasks(long operationId) {
        return jdbc.sql("""
                        select t.procedure_name, t.description, r.run_order, r.enabled, r.retries, r.backoff,
                               r.transient_errors, r.resumable, r.ddl_lock_timeout, r.max_step_time
                        from   DOM$TASK_RUN_ORDER r
                        join   DOM$TASKS t on t.id = r.task_id
                        where  r.operation_id = ?
                        order by r.run_order""")
                .param(operationId)
                .query((row, n) -> new Task(row.getString(1), row.getString(2), row.getInt(3),
                        new StepEntry(
                                new RetryEntry(row.getObject(5, Integer.class), StoredValues.duration(row, "backoff")),
                                StoredValues.codes(row.getString(7)), StoredValues.duration(row, "resumable"),
                                StoredValues.duration(row, "ddl_lock_timeout"),
                                StoredValues.duration(row, "max_step_time")),
                        "Y".equals(row.getString(4))))
                .list();
    }

    List<Instance> instances(long operationId) {
        Map<Integer, List<OnDatabase>> databases = new LinkedHashMap<>();
        jdbc.sql("select instance, database_id, enabled from DOM$OPERATION_DATABASES where operation_id = ? order by id")
                .param(operationId)
                .query(row -> {
                    databases.computeIfAbsent(row.getInt(1), instance -> new ArrayList<>()).add(new OnDatabase(
                            places.databaseEntries().get(row.getLong(2)).label(), "Y".equals(row.getString(3))));
                });
        return jdbc.sql("""
                        select instance, description, enabled from DOM$OPERATION_INSTANCE
                        where  operation_id = ?
                        order by instance""")
                .param(operationId)
                .query((row, n) -> new Instance(row.getInt(1), row.getString(2),
                        databases.getOrDefault(row.getInt(1), List.of()), "Y".equals(row.getString(3))))
                .list();
    }

    List<InEnvironment> environments(long operationId) {
        List<InEnvironment> environments = new ArrayList<>();
        jdbc.sql("""
                        select environment_id, duration, enabled, serial, parallel, waves, stop_threshold
                        from   DOM$OPERATION_ENVIRONMENTS
                        where  operation_id = ?
                        order by id""")
                .param(operationId)
                .query(row -> {
                    var environment = places.environmentEntries().get(row.getLong(1));
                    // a disabled assignment may be left of an environment that the export leaves out
                    if (environment != null) {
                        String serial = row.getString("serial");
                        environments.add(new InEnvironment(environment.name(), StoredValues.duration(row, "duration"),
                                StoredValues.control(row, serial == null ? null : "Y".equals(serial)),
                                "Y".equals(row.getString("enabled"))));
                    }
                });
        return environments;
    }

    List<OnObject> objects(long operationId) {
        return jdbc.sql("""
                        select object_id, run_order, enabled from DOM$OPERATION_OBJECTS
                        where  operation_id = ?
                        order by run_order, id""")
                .param(operationId)
                .query((row, n) -> new OnObject(object(row.getLong(1)), row.getInt(2), "Y".equals(row.getString(3))))
                .list();
    }

    /** Without the values of secret ones, which never leave the repository. */
    List<Parameter> parameters(long operationId) {
        return jdbc.sql("""
                        select name, environment_id, object_id, instance, secret, enabled,
                               case when secret = 'Y' then null else value end
                        from   DOM$PARAMETERS
                        where  operation_id = ?
                        order by id""")
                .param(operationId)
                .query((row, n) -> {
                    Long object = row.getObject(3, Long.class);
                    boolean secret = "Y".equals(row.getString(5));
                    return new Parameter(row.getString(1), places.environmentEntries().get(row.getLong(2)).name(),
                            object == null ? null : object(object), row.getObject(4, Integer.class), row.getString(7),
                            secret, secret, "Y".equals(row.getString(6)), NOWHERE);
                })
                .list();
    }

    private ObjectName object(long id) {
        return places.objectEntries().get(id).name();
    }
}
