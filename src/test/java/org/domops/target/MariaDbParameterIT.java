package org.domops.target;

import org.domops.target.mariadb.MariaDbFixture;

class MariaDbParameterIT extends ParameterContract {

    @Override
    TargetFixture createFixture() {
        return new MariaDbFixture("PARAMETER_TEST");
    }
}
