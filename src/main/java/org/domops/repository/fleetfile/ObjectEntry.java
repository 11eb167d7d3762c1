package org.domops.repository.fleetfile;

import java.util.List;

/**
 * Something that operations work on.
 *
 * @param databases those that have it
 */
public record ObjectEntry(ObjectName name, List<OnDatabase> databases, boolean enabled) {
}
