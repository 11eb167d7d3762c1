package org.domops.run;

import org.domops.repository.TestRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import javax.sql.DataSource;

class H2LogTablesTest extends LogTablesContract {

    private static TestRepository repository;

    @BeforeAll
    static void create() {
        repository = new TestRepository();
    }

    @AfterAll
    static void drop() {
        repository.close();
    }

    @Override
    DataSource repository() {
        return repository.dataSource;
    }
}
