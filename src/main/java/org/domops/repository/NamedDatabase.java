package org.domops.repository;

import org.domops.error.DomException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds a database by the name that people know it by. */
@Component
public class NamedDatabase {

    private final JdbcClient jdbc;
    private final Definitions definitions;

    public NamedDatabase(JdbcClient jdbc, Definitions definitions) {
        this.jdbc = jdbc;
        this.definitions = definitions;
    }

    /**
     * @param name e.g. SALESPRD02, in any case
     * @throws DomException NOT_DEFINED: it is not in the environment, or disabled
     */
    public TargetAccess in(EnvironmentDefinition environment, String name) {
        long id = jdbc.sql("""
                        select database_id from DOM$DATABASE_ENVIRONMENTS
                        where  environment_id = ? and upper(database_name) = upper(?)""")
                .params(environment.id(), name)
                .query(Long.class)
                .optional().orElseThrow(() -> NotDefined.missing("database " + name + " in environment " + environment.name()));
        return definitions.access(id, environment.id());
    }
}
