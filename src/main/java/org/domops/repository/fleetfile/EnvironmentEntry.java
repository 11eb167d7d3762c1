package org.domops.repository.fleetfile;

/**
 * A group of databases.
 *
 * @param code the middle part of its databases' names
 * @param description may be null
 */
public record EnvironmentEntry(String name, String code, String description, boolean enabled) {
}
