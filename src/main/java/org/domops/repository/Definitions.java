package org.domops.repository;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what an operation is and where it may run. A disabled row is as if absent. */
@Component
public class Definitions {

    private final JdbcClient jdbc;
    private final OperationCode code;
    private final RunPlaces places;

    public Definitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.code = new OperationCode(jdbc);
        this.places = new RunPlaces(jdbc);
    }

    /**
     * Checks that a run may begin, and tells what it consists of.
     *
     * @throws DomException NOT_DEFINED: the operation, the environment, the operation's assignment to it or its
     *     instance is missing or disabled; NO_ITERATOR; NO_TASKS; NOTHING_TO_RUN_ON
     */
    public RunPlan plan(String operationName, String environmentName, int instance) {
        OperationDefinition operation = operation(operationName);
        EnvironmentDefinition environment = environment(environmentName);
        places.checkAssigned(operation, environment);
        places.checkInstance(operation, instance);
        String iterator = iteratorPackage(operation.id());
        List<TaskDefinition> tasks = tasks(operation.id());
        List<PlannedLane> lanes = lanes(operation.id(), environment.id(), instance);
        if (lanes.isEmpty()) {
            throw new DomException(DomCode.NOTHING_TO_RUN_ON, "operation " + operation.name() + " instance " + instance
                    + " has nothing to run on in " + environment.name() + "; expected an enabled database of the "
                    + "instance that is in the environment and has an enabled object of the operation");
        }
        return new RunPlan(operation, environment, instance, iterator, tasks, lanes);
    }

    /** @throws DomException NOT_DEFINED: it, or its package, is missing or disabled */
    public OperationDefinition operation(String name) {
        return jdbc.sql("""
                        select o.enabled, p.enabled, o.id, o.name, p.name, o.description
                        from   DOM$OPERATIONS o
                        join   DOM$PACKAGES p on p.id = o.package_id
                        where  o.name = ?""")
                .param(name)
                .query((row, number) -> {
                    NotDefined.unlessEnabled(row.getString(1), "operation " + name);
                    NotDefined.unlessEnabled(row.getString(2), "package " + row.getString(5) + " of " + name);
                    return new OperationDefinition(
                            row.getLong(3), row.getString(4), row.getString(5), row.getString(6));
                })
                .optional().orElseThrow(() -> NotDefined.missing("operation", name, enabled("DOM$OPERATIONS")));
    }

    /** @throws DomException NOT_DEFINED: it is missing or disabled */
    public EnvironmentDefinition environment(String name) {
        return jdbc.sql("select enabled, id, name, code, description from DOM$ENVIRONMENTS where name = ?")
                .param(name)
                .query((row, number) -> {
                    NotDefined.unlessEnabled(row.getString(1), "environment " + name);
                    return new EnvironmentDefinition(
                            row.getLong(2), row.getString(3), row.getString(4), row.getString(5));
                })
                .optional().orElseThrow(() -> NotDefined.missing("environment", name, enabled("DOM$ENVIRONMENTS")));
    }

    private List<String> enabled(String table) {
        return jdbc.sql("select name from " + table + " where enabled = 'Y' order by name").query(String.class).list();
    }

    /**
     * The operation's tasks in run order.
     *
     * @throws DomException NO_TASKS: none is enabled
     */
    public List<TaskDefinition> tasks(long operationId) {
        return code.tasks(operationId);
    }

    /**
     * The package of the operation's ITERATOR, INITIAL and FINAL.
     *
     * @throws DomException NO_ITERATOR: none is assigned, or it is disabled
     */
    public String iteratorPackage(long operationId) {
        return code.iteratorPackage(operationId);
    }

    /**
     * The operation's own package and, if it is another, that of its iterator.
     *
     * @throws DomException NO_PACKAGE_SOURCE: one of them has no source for the dialect; NOT_DEFINED: one is disabled
     */
    public List<OperationPackage> packages(long operationId, String dialect) {
        return code.packages(operationId, dialect);
    }

    /** @throws DomException NO_PACKAGE_SOURCE: one of the operation's state tables has no DDL for the dialect */
    public List<StateTableDefinition> stateTables(long operationId, String dialect) {
        return code.stateTables(operationId, dialect);
    }

    /** By database name; databases without an object of the operation are not lanes. May be empty. */
    public List<PlannedLane> lanes(long operationId, long environmentId, int instance) {
        return places.lanes(operationId, environmentId, instance);
    }

    /** @throws DomException NOT_DEFINED: the database, or what it is in the environment, is missing or disabled */
    public TargetAccess access(long databaseId, long environmentId) {
        return places.access(databaseId, environmentId);
    }

    /** All instances' and objects' parameters, by name; which of them counts is looked up on the target. */
    public List<ParameterDefinition> parameters(long operationId, long environmentId) {
        return jdbc.sql("""
                        select p.name, o.owner, o.object_name, p.instance, p.value, p.secret
                        from   DOM$PARAMETERS p
                        left join DOM$OBJECTS o on o.id = p.object_id
                        where  p.operation_id = ? and p.environment_id = ? and p.enabled = 'Y'
                        and    (p.object_id is null or o.enabled = 'Y')
                        order by p.name, o.owner, o.object_name, p.instance""")
                .params(operationId, environmentId)
                .query((row, number) -> {
                    Integer instance = row.getObject(4, Integer.class);
                    return new ParameterDefinition(row.getString(1), row.getString(2), row.getString(3), instance,
                            row.getString(5), "Y".equals(row.getString(6)));
                })
                .list();
    }

    /** The environment's own duration, else the operation's; empty: unlimited. */
    public Optional<Duration> allowedDuration(long operationId, long environmentId) {
        return jdbc.sql("""
                        select coalesce(e.duration, o.duration)
                        from   DOM$OPERATIONS o
                        left join DOM$OPERATION_ENVIRONMENTS e
                               on e.operation_id = o.id and e.environment_id = ? and e.enabled = 'Y'
                        where  o.id = ?""")
                .params(environmentId, operationId)
                .query((row, number) -> {
                    long seconds = row.getLong(1);
                    return row.wasNull() ? Optional.<Duration>empty() : Optional.of(Duration.ofSeconds(seconds));
                })
                .optional().orElseThrow(() -> NotDefined.missing("operation with id " + operationId));
    }
}
