package org.domops.repository;

import org.domops.error.Causes;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.springframework.transaction.TransactionSystemException;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Tells an error of a repository that is away, restarting or full from one of what it was asked. */
public final class RepositoryOutage {

    private static final String DISK_FULL = "53100";
    /** Beside class 08, connection exceptions: the standard has no others. */
    private static final Set<String> STATES = Set.of(
            "57P01", "57P02", "57P03",  // PostgreSQL: shuts down, has crashed, starts
            "53200", "53300", DISK_FULL,  // PostgreSQL: out of memory, too many connections, and this
            "90028", "90031", "90067", "90098", "90121");  // H2: I/O errors, connection broken, database closed

    private static final Set<Integer> STORE_ERRORS = Set.of(DataUtils.ERROR_READING_FAILED, DataUtils.ERROR_WRITING_FAILED,
            DataUtils.ERROR_CLOSED);

    private RepositoryOutage() {
    }

    /** Whether the same may succeed later, without anything but the repository's coming back. */
    public static boolean in(Throwable error) {
        return Causes.of(error).anyMatch(cause -> cause instanceof SQLException sql && of(sql) || ofStore(cause, STORE_ERRORS)
                || cause instanceof TransactionSystemException failed && behind(failed));
    }

    /**
     * Whether the pool has taken the connection away, or is closed: that tells no more than that it had met an outage, or that
     * the server stops.
     */
    public static boolean connectionTaken(Throwable error) {
        return Causes.of(error).anyMatch(cause -> cause instanceof SQLException sql && sql.getSQLState() == null
                && sql.getMessage() != null && (sql.getMessage().equals("Connection is closed")
                || sql.getMessage().endsWith("has been closed.")));
    }

    /** For work that is done again by its schedule: throws the error, if it is an outage, to those who say so once for all. */
    public static void leave(RuntimeException error) {
        if (in(error)) {
            throw error;
        }
    }

    /** Whether it can still be read, perhaps. */
    public static boolean full(Throwable error) {
        return Causes.of(error).anyMatch(cause -> cause instanceof SQLException sql && (DISK_FULL.equals(sql.getSQLState()) || ofFile(sql))
                || ofStore(cause, Set.of(DataUtils.ERROR_WRITING_FAILED)));
    }

    /** For people: REPOSITORY_UNAVAILABLE with the innermost reason, e.g. that no space is left. */
    public static DomException told(Throwable error) {
        return new DomException(DomCode.REPOSITORY_UNAVAILABLE,
                "The repository can't be reached or written now: " + Causes.reason(error), error);
    }

    /** The rollback on a broken connection fails too, and hides what broke it. */
    private static boolean behind(TransactionSystemException failed) {
        return failed.getApplicationException() != null && in(failed.getApplicationException());
    }

    private static boolean of(SQLException e) {
        return ofFile(e) || e instanceof SQLTransientConnectionException || e instanceof SQLRecoverableException
                || e.getSQLState() != null && (e.getSQLState().startsWith("08") || STATES.contains(e.getSQLState()));
    }

    /** H2 says nothing but "general error" of a file that can't be written. */
    private static boolean ofFile(SQLException e) {
        return e.getCause() != null && e.getCause().getCause() instanceof IOException;
    }

    /** What H2 says of its own file: it throws that as it is, too. */
    private static boolean ofStore(Throwable e, Set<Integer> errors) {
        return e instanceof MVStoreException store && errors.contains(store.getErrorCode());
    }
}
