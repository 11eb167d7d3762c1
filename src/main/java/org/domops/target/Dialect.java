package org.domops.target;

import org.domops.error.DomException;

/** What differs between vendors. One class per vendor. */
public interface Dialect {

    /** As in the repository's {@code dialect} columns, e.g. {@code mariadb}. */
    String name();

    /**
     * Opens one physical connection, with the dialect's fixed session settings.
     *
     * @param password kept with the session alone, which needs it to cancel a statement; never logged or put in a message
     * @throws TargetException CONNECT_FAILED with the database's own text; AUTHENTICATION if it refused the login
     * @throws DomException INVALID_REQUEST if the connect string is not of the dialect's form
     */
    TargetSession open(TargetDatabase database, String password);

    /**
     * Opens a connection that only looks.
     *
     * @param password not kept
     * @throws TargetException as {@link #open}
     */
    TargetMonitor monitor(TargetDatabase database, String password);
}
