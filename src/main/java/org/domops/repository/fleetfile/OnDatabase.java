package org.domops.repository.fleetfile;

/**
 * That something is in, or runs on, a database.
 *
 * @param label see {@link DatabaseEntry#label()}
 */
public record OnDatabase(String label, boolean enabled) {
}
