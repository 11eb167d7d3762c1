package org.domops.run;

import org.domops.repository.TestPostgres;

import java.nio.file.Path;

class PostgreSqlRunLifeIT extends RunLifeContract {

    @Override
    Orders orders(DomInstance server, Path folder) {
        return new Orders.Rest(server, folder);
    }

    @Override
    TestPostgres repository() {
        return TestPostgres.create();
    }

    @Override
    String prefix() {
        return "LIFE_PG";
    }
}
