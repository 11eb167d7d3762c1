package org.domops.target;

import org.domops.target.mariadb.MariaDbFixture;

class MariaDbAcceptanceIT extends AcceptanceContract {

    @Override
    TargetFixture createFixture() {
        return new MariaDbFixture("ACCEPT_TEST");
    }

    @Override
    TargetFixture emptySchema() {
        return new MariaDbFixture("ACCEPT_EMPTY_TEST");
    }
}
