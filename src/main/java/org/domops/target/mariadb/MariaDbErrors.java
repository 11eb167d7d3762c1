package org.domops.target.mariadb;

import java.sql.SQLException;
import java.util.Set;
import org.domops.error.DomCode;
import org.domops.target.ConnectionLostException;
import org.domops.target.ErrorClass;
import org.domops.target.TargetException;

/** What MariaDB's errors mean to DOM. This is the one list; docs/errors.md is its page. */
final class MariaDbErrors {

    /** Errors of RAISE_APPLICATION_ERROR travel without their sign. */
    private static final int FIRST_RAISED = 20000;
    private static final int LAST_RAISED = 20999;

    static final int QUERY_INTERRUPTED = 1317;
    static final int LOCK_WAIT_TIMEOUT = 1205;

    static final Set<Integer> TRANSIENT = Set.of(
            1020,  // record changed since it was read: innodb_snapshot_isolation
            1040,  // too many connections
            1053,  // the server shuts down
            1158, 1159, 1160, 1161,  // network read or write error or time-out
            1203,  // the user has max_user_connections
            LOCK_WAIT_TIMEOUT,  // row or metadata lock not got in time
            1213,  // deadlock, and this one was the victim
            1226,  // the user's hourly resource limit
            1370,  // no right to execute: also said of a routine whose loading was interrupted, seldom true otherwise
            1412,  // table definition changed, transaction must start again
            1613, 1614,  // the same as time-out and deadlock, within XA
            1927,  // the connection was killed
            2002, 2003, 2006, 2013, 2055);  // server not reached, or gone

    static final Set<Integer> AUTHENTICATION = Set.of(
            1044,  // no access to the schema
            1045,  // wrong user or password
            1129, 1130,  // the server blocks or does not allow this host
            1251, 1275, 1524,  // authentication method not supported
            1698,  // the account takes no password login
            1820, 1862,  // the password has expired
            4151);  // the account is locked

    private static final Set<Integer> LOST = Set.of(1053, 1158, 1159, 1160, 1161, 1927, 2006, 2013, 2055);

    private MariaDbErrors() {
    }

    static ErrorClass classify(int errorCode, String sqlState) {
        if (errorCode == QUERY_INTERRUPTED) {
            return ErrorClass.CANCELLED;
        }
        if (AUTHENTICATION.contains(errorCode) || sqlState != null && sqlState.startsWith("28")) {
            return ErrorClass.AUTHENTICATION;
        }
        // 08: connection exceptions, raised by the driver itself; 40: the transaction was rolled back by the server
        if (TRANSIENT.contains(errorCode) || sqlState != null && (sqlState.startsWith("08") || sqlState.startsWith("40"))) {
            return ErrorClass.TRANSIENT;
        }
        return ErrorClass.PERMANENT;
    }

    static ErrorClass classify(SQLException e) {
        return classify(e.getErrorCode(), e.getSQLState());
    }

    static boolean connectionLost(SQLException e) {
        return LOST.contains(e.getErrorCode()) || e.getSQLState() != null && e.getSQLState().startsWith("08");
    }

    /** As people know it: -20100 for 20100; the server's own codes stay. */
    static int visibleCode(int errorCode) {
        return errorCode >= FIRST_RAISED && errorCode <= LAST_RAISED ? -errorCode : errorCode;
    }

    /** For an error of DOM's own SQL, not of a step. */
    static TargetException unexpected(String session, String doing, SQLException e) {
        if (connectionLost(e)) {
            return new ConnectionLostException(session + ": the connection broke while " + doing + ": " + text(e), e);
        }
        return new TargetException(DomCode.TARGET_ERROR, classify(e),
                session + ": error " + visibleCode(e.getErrorCode()) + " while " + doing + ": " + text(e), e);
    }

    /** The server's own text, without what the driver puts before it. */
    static String text(SQLException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.replaceFirst("^(\\(conn=\\d+\\)\\s*)+", "");
    }
}
