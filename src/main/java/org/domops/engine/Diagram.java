package org.domops.engine;

import java.util.List;

/**
 * A deployed version of a process.
 *
 * @param id of the process definition
 * @param procedures which the diagram's task steps call, in document order, upper case
 */
public record Diagram(String id, String key, int version, List<String> procedures) {
}
