package org.domops.repository;

import java.util.List;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what an operation is made of. */
final class OperationCode {

    private final JdbcClient jdbc;

    OperationCode(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<TaskDefinition> tasks(long operationId) {
        List<TaskDefinition> tasks = jdbc.sql("""
                        select t.id, t.procedure_name, t.description, r.run_order
                        from   DOM$TASK_RUN_ORDER r
                        join   DOM$TASKS t on t.id = r.task_id and t.enabled = 'Y'
                        where  r.operation_id = ? and r.enabled = 'Y'
                        order by r.run_order""")
                .param(operationId)
                .query((row, number) -> new TaskDefinition(
                        row.getLong(1), row.getString(2), row.getString(3), row.getInt(4)))
                .list();
        if (tasks.isEmpty()) {
            throw new DomException(DomCode.NO_TASKS,
                    "operation " + name(operationId) + " has no enabled task; expected at least one");
        }
        return tasks;
    }

    String iteratorPackage(long operationId) {
        return jdbc.sql("""
                        select p.name
                        from   DOM$OPERATION_ITERATOR i
                        join   DOM$PACKAGES p on p.id = i.package_id and p.enabled = 'Y'
                        where  i.operation_id = ? and i.enabled = 'Y'""")
                .param(operationId)
                .query((row, number) -> row.getString(1))
                .optional()
                .orElseThrow(() -> new DomException(DomCode.NO_ITERATOR, "operation " + name(operationId)
                        + " has no enabled iterator package; expected one with ITERATOR, INITIAL and FINAL"));
    }

    List<OperationPackage> packages(long operationId, String dialect) {
        List<OperationPackage> packages = jdbc.sql("""
                        select p.enabled, p.name, s.source, s.sha256
                        from   DOM$PACKAGES p
                        left join DOM$PACKAGE_SOURCES s on s.package_id = p.id and s.dialect = ?
                        where  p.id = (select package_id from DOM$OPERATIONS where id = ?)
                        or     p.id = (select package_id from DOM$OPERATION_ITERATOR
                                       where  operation_id = ? and enabled = 'Y')
                        order by p.name""")
                .params(dialect, operationId, operationId)
                .query((row, number) -> {
                    NotDefined.unlessEnabled(row.getString(1), "package " + row.getString(2));
                    return new OperationPackage(row.getString(2), row.getString(3), row.getString(4));
                })
                .list();
        packages.stream().filter(found -> found.source() == null).findFirst().ifPresent(found -> {
            throw noSource("package " + found.name(), operationId, dialect);
        });
        return packages;
    }

    List<StateTableDefinition> stateTables(long operationId, String dialect) {
        List<StateTableDefinition> tables = jdbc.sql("""
                        select n.table_name, s.ddl
                        from  (select distinct table_name from DOM$STATE_TABLES where operation_id = ?) n
                        left join DOM$STATE_TABLES s
                               on s.operation_id = ? and s.table_name = n.table_name and s.dialect = ?
                        order by n.table_name""")
                .params(operationId, operationId, dialect)
                .query((row, number) -> new StateTableDefinition(row.getString(1), row.getString(2)))
                .list();
        tables.stream().filter(table -> table.ddl() == null).findFirst().ifPresent(table -> {
            throw noSource("state table " + table.name(), operationId, dialect);
        });
        return tables;
    }

    private DomException noSource(String what, long operationId, String dialect) {
        return new DomException(DomCode.NO_PACKAGE_SOURCE, what + " of " + name(operationId)
                + " has no source for dialect " + dialect + "; expected one in the fleet file");
    }

    private String name(long operationId) {
        return jdbc.sql("select name from DOM$OPERATIONS where id = ?")
                .param(operationId)
                .query((row, number) -> row.getString(1))
                .optional().orElse("with id " + operationId);
    }
}
