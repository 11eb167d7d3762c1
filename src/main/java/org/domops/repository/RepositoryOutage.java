package org.domops.repository;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Tells an error of a repository that is away, restarting or full from one of what it was asked. */
public final class RepositoryOutage {

    /** Beside class 08, connection exceptions: the standard has no others. */
    private static final Set<String> STATES = Set.of(
            "57P01", "57P02", "57P03",  // PostgreSQL: shuts down, has crashed, starts
            "53100", "53200", "53300",  // PostgreSQL: disk full, out of memory, too many connections
            "90028", "90031", "90067", "90098", "90121");  // H2: I/O errors, connection broken, database closed

    private RepositoryOutage() {
    }

    /** Whether the same may succeed later, without anything but the repository's coming back. */
    public static boolean in(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && of(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean of(SQLException e) {
        return e instanceof SQLTransientConnectionException || e instanceof SQLRecoverableException
                || e.getSQLState() != null && (e.getSQLState().startsWith("08") || STATES.contains(e.getSQLState()));
    }
}
