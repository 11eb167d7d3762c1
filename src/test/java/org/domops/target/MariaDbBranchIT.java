package org.domops.target;

import org.domops.target.mariadb.MariaDbFixture;

class MariaDbBranchIT extends BranchContract {

    @Override
    TargetFixture createFixture() {
        return new MariaDbFixture("BRANCH_TEST");
    }

    @Override
    AutoCloseable installing() {
        return fixture.holdLockAsAnotherUser(LockName.ofInstall("BRANCH_TEST"));
    }
}
