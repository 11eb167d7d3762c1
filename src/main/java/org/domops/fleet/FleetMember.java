package org.domops.fleet;

import java.nio.file.Path;
import java.util.List;

/**
 * A database of the fleet before it is started.
 *
 * @param owner the application's schema
 * @param limited its application tables live in a tablespace of fixed size, which can be filled up
 */
record FleetMember(String name, String owner, boolean limited) {

    static final List<FleetMember> ALL = List.of(
            new FleetMember("SALESPRD01", "SALES", false),
            new FleetMember("SALESPRD02", "SALES", true),
            new FleetMember("BILLPRD01", "BILLING", false));

    /** Twice what the table takes: its rows beside the payload, its index, half-filled extents; and the ballast. */
    private static final int FIXED_MEGABYTES = 150;

    EmbeddedDatabaseSettings settings(Path fleetFolder) {
        // the first data file comes with the copied data folder and has 12 MB; the second may not grow either
        return new EmbeddedDatabaseSettings(name, fleetFolder.resolve(name), fleetFolder.resolve("base"), 0, limited
                ? List.of("--innodb-data-file-path=ibdata1:12M;ibdata2:" + FIXED_MEGABYTES + "M") : List.of());
    }
}
