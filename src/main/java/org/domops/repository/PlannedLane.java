package org.domops.repository;

import java.util.List;

/**
 * A database on which a run has something to do.
 *
 * @param databaseName e.g. {@code SALESPRD01}
 * @param objects at least one, in run order
 */
public record PlannedLane(long databaseId, String databaseName, List<PlannedObject> objects) {

    public PlannedLane {
        objects = List.copyOf(objects);
    }
}
