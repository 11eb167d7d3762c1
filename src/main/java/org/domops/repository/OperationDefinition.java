package org.domops.repository;

/**
 * An enabled operation.
 *
 * @param packageName the package of its tasks, in upper case
 * @param description may be null
 */
public record OperationDefinition(long id, String name, String packageName, String description) {
}
