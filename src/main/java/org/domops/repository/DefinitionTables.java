package org.domops.repository;

import static org.domops.repository.DefinitionColumn.enabled;
import static org.domops.repository.DefinitionColumn.flag;
import static org.domops.repository.DefinitionColumn.incidental;
import static org.domops.repository.DefinitionColumn.of;
import static org.domops.repository.DefinitionColumn.seconds;
import static org.domops.repository.DefinitionTable.Leaving.DELETE;
import static org.domops.repository.DefinitionTable.Leaving.DISABLE;

import java.util.List;

import org.domops.repository.DefinitionColumn.Kind;

/** The tables that a fleet file fills. */
final class DefinitionTables {

    static final DefinitionTable ENVIRONMENTS = table("DOM$ENVIRONMENTS", List.of("name"),
            List.of(of("code", "code"), of("description", "description"), enabled()), DISABLE);

    static final DefinitionTable DATABASES = table("DOM$DATABASES", List.of("name_prefix", "instance"),
            List.of(enabled()), DISABLE);

    static final DefinitionTable DATABASE_ENVIRONMENTS = new DefinitionTable("DOM$DATABASE_ENVIRONMENTS", "id",
            List.of("database_id", "environment_id"),
            List.of(of("environment_code", "environment code"), of("instance_suffix", "instance suffix"),
                    of("database_name", "name"), of("dialect", "dialect"), of("connect_string", "connect string"),
                    of("username", "username"), of("credential", "credential"), of("parallel", "parallel"),
                    of("site", "site"), enabled()),
            DELETE, "database_name = '~' || id");

    /** A window is all that it says, so a changed one is another one. */
    static final DefinitionTable MAINTENANCE_WINDOWS = table("DOM$MAINTENANCE_WINDOWS",
            List.of("environment_id", "database_id", "days", "from_time", "to_time", "time_zone"),
            List.of(enabled()), DELETE);

    static final DefinitionTable OBJECTS = table("DOM$OBJECTS", List.of("object_type", "owner", "object_name"),
            List.of(enabled()), DISABLE);

    static final DefinitionTable DATABASE_OBJECTS = table("DOM$DATABASE_OBJECTS",
            List.of("database_id", "object_id"), List.of(enabled()), DELETE);

    static final DefinitionTable PACKAGES = table("DOM$PACKAGES", List.of("name"),
            List.of(flag("unchecked", "unchecked"), enabled()), DISABLE);

    static final DefinitionTable PACKAGE_SOURCES = table("DOM$PACKAGE_SOURCES", List.of("package_id", "dialect"),
            List.of(incidental("file_name", "file"), of("source", null),
                    new DefinitionColumn("sha256", "SHA-256", Kind.DIGEST)), DELETE);

    static final DefinitionTable OPERATIONS = table("DOM$OPERATIONS", List.of("name"),
            List.of(new DefinitionColumn("package_id", "package", Kind.REFERENCE), of("description", "description"),
                    seconds("duration", "duration"), flag("serial", "serial"), of("parallel", "parallel"),
                    of("waves", "waves"), of("stop_threshold", "stop threshold"), of("retries", "retries"),
                    seconds("backoff", "back-off"), enabled()), DISABLE);

    static final DefinitionTable OPERATION_INSTANCE = table("DOM$OPERATION_INSTANCE",
            List.of("operation_id", "instance"), List.of(of("description", "description"), enabled()), DISABLE);

    static final DefinitionTable OPERATION_ITERATOR = new DefinitionTable("DOM$OPERATION_ITERATOR", "operation_id",
            List.of("operation_id"),
            // disabled rather than deleted, so that a disabled operation still has all that it says of itself
            List.of(new DefinitionColumn("package_id", "package", Kind.REFERENCE), enabled()), DISABLE, null);

    static final DefinitionTable STATE_TABLES = table("DOM$STATE_TABLES",
            List.of("operation_id", "table_name", "dialect"), List.of(incidental("file_name", "file"), of("ddl", null)),
            DELETE);

    static final DefinitionTable TASKS = table("DOM$TASKS", List.of("package_id", "procedure_name"),
            List.of(of("description", "description"), enabled()), DISABLE);

    static final DefinitionTable TASK_RUN_ORDER = new DefinitionTable("DOM$TASK_RUN_ORDER", "id",
            List.of("operation_id", "task_id"), List.of(of("run_order", "run order"), of("retries", "retries"),
                    seconds("backoff", "back-off"), of("transient_errors", "transient errors"),
                    seconds("resumable", "resumable"), seconds("ddl_lock_timeout", "DDL lock timeout"),
                    seconds("max_step_time", "longest step"), enabled()),
            // the file's run orders end at 1000000
            DELETE, "run_order = run_order + 1000000");

    static final DefinitionTable OPERATION_ENVIRONMENTS = table("DOM$OPERATION_ENVIRONMENTS",
            List.of("operation_id", "environment_id"),
            List.of(seconds("duration", "duration"), flag("serial", "serial"), of("parallel", "parallel"),
                    of("waves", "waves"), of("stop_threshold", "stop threshold"), enabled()), DISABLE);

    static final DefinitionTable OPERATION_DATABASES = table("DOM$OPERATION_DATABASES",
            List.of("operation_id", "instance", "database_id"), List.of(enabled()), DELETE);

    static final DefinitionTable OPERATION_OBJECTS = table("DOM$OPERATION_OBJECTS",
            List.of("operation_id", "object_id"), List.of(of("run_order", "run order"), enabled()), DELETE);

    static final DefinitionTable PARAMETERS = table("DOM$PARAMETERS",
            List.of("operation_id", "environment_id", "name", "object_id", "instance"),
            List.of(of("value", ""), flag("secret", "secret"), enabled()), DELETE);

    private DefinitionTables() {
    }

    private static DefinitionTable table(
            String name, List<String> key, List<DefinitionColumn> values, DefinitionTable.Leaving leaving) {
        return new DefinitionTable(name, "id", key, values, leaving, null);
    }
}
