package org.domops.target;

import java.util.Objects;

/**
 * Where a target is and who logs in.
 *
 * @param databaseId id of the database in the repository
 * @param name e.g. {@code SALESPRD02}, for messages
 * @param dialect {@code mariadb} or {@code oracle}
 * @param connectString as the dialect wants it; for MariaDB {@code host:port/schema}
 * @param username the DOM-client user
 * @param credential where the password is, see {@link CredentialReference}; never the password
 */
public record TargetDatabase(long databaseId, String name, String dialect, String connectString, String username,
        String credential) {

    public TargetDatabase {
        Objects.requireNonNull(name);
        Objects.requireNonNull(dialect);
        Objects.requireNonNull(connectString);
        Objects.requireNonNull(username);
        Objects.requireNonNull(credential);
    }
}
