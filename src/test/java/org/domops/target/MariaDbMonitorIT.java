package org.domops.target;

import org.domops.target.mariadb.MariaDbFixture;

class MariaDbMonitorIT extends MonitorContract {

    @Override
    TargetFixture createFixture() {
        return new MariaDbFixture("MONITOR_TEST");
    }

    @Override
    HalfOpenWay way() {
        String[] address = fixture.database().connectString().replaceFirst("/.*", "").split(":");
        return new HalfOpenWay(address[0], Integer.parseInt(address[1]));
    }

    @Override
    String connectString(HalfOpenWay way) {
        return way.address() + "/MONITOR_TEST";
    }
}
