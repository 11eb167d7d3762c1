package org.domops.repository.fleetfile;

import java.util.List;

/**
 * Something that operations work on.
 *
 * @param databases the labels of the databases that have it, see {@link DatabaseEntry#label()}
 */
public record ObjectEntry(ObjectName name, List<String> databases, boolean enabled) {
}
