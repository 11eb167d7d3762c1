package org.domops.target;

import org.domops.target.mariadb.MariaDbFixture;
import org.domops.target.mariadb.MariaDbLocks;

class MariaDbStepIT extends StepContract {

    @Override
    TargetFixture createFixture() {
        return new MariaDbFixture("STEP_TEST");
    }

    @Override
    boolean lockIsHeld() {
        return MariaDbLocks.isHeld(fixture, lock());
    }

    @Override
    void leaveLockIn(TargetSession session) {
        // the lock stays in the session because fail_step is not reached: the probe's step takes it once more
        session.call(step(99, 1, "runs", "SELECT GET_LOCK('" + lock() + "', 1)"));
    }
}
