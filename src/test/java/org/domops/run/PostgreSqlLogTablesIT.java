package org.domops.run;

import org.domops.repository.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;

import javax.sql.DataSource;

class PostgreSqlLogTablesIT extends LogTablesContract {

    private static DataSource repository;

    @BeforeAll
    static void create() {
        repository = TestPostgres.create().dataSource();
        Flyway.configure().dataSource(repository).locations("filesystem:db/repository/postgresql").load().migrate();
    }

    @Override
    DataSource repository() {
        return repository;
    }
}
