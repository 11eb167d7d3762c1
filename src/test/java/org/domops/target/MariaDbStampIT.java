package org.domops.target;

import org.domops.target.mariadb.MariaDbFixture;

class MariaDbStampIT extends StampContract {

    @Override
    TargetFixture createFixture() {
        return new MariaDbFixture("STAMP_TEST");
    }

    @Override
    TargetFixture emptySchema() {
        return new MariaDbFixture("STAMP_NEW_TEST");
    }
}
