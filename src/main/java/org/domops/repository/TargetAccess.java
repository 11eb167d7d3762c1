package org.domops.repository;

/**
 * How to reach a database.
 *
 * @param name e.g. {@code SALESPRD01}
 * @param dialect {@code oracle} or {@code mariadb}
 * @param credential where the password is: {@code env:NAME} or {@code file:PATH}
 */
public record TargetAccess(
        long databaseId, String name, String dialect, String connectString, String username, String credential) {
}
