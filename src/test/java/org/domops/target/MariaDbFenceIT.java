package org.domops.target;

import org.domops.target.mariadb.MariaDbFixture;

class MariaDbFenceIT extends FenceContract {

    @Override
    TargetFixture createFixture() {
        return new MariaDbFixture("FENCE_TEST");
    }
}
