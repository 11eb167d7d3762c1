package org.domops.repository;

/**
 * An enabled environment.
 *
 * @param description may be null
 */
public record EnvironmentDefinition(long id, String name, String code, String description) {
}
