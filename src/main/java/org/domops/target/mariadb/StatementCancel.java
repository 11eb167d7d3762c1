package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Cancels what a session runs, over a second connection: the session's own is busy. */
final class StatementCancel {

    private static final System.Logger LOG = System.getLogger(StatementCancel.class.getName());
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private static final int NO_SUCH_SESSION = 1094;
    /** Seconds by which the clocks of two machines may have gone differently. */
    private static final int TOLERANCE = 5;

    private final long opened = System.nanoTime();
    private final Login login;
    private final Connection busy;
    private final String session;
    private final long number;

    /** @param number of the connection on its server */
    StatementCancel(Login login, Connection busy, String session, long number) {
        this.login = login;
        this.busy = busy;
        this.session = session;
        this.number = number;
    }

    /** False if it could not be sent. Soft: the repair of a table that would be left broken is not interrupted. */
    boolean send() {
        try {
            if (busy.isClosed()) {
                // after a restart of the server the number may be another session's
                return false;
            }
            try (Connection second = login.connect(LONGEST_ANSWER); Statement statement = second.createStatement()) {
                statement.execute("KILL SOFT QUERY " + number);
                return true;
            }
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.WARNING, session + ": its statement could not be cancelled: " + MariaDbErrors.text(e));
            return false;
        }
    }

    /** Ends the session, whose connection is thrown away. Where that fails the server ends it when it notices. */
    void kill() {
        long age = (System.nanoTime() - opened) / 1_000_000_000L;
        // after a restart of the server the number may be another session's
        try (Connection second = login.connect(LONGEST_ANSWER); Statement statement = second.createStatement();
                ResultSet upTime = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Uptime'")) {
            if (upTime.next() && upTime.getLong(2) + TOLERANCE >= age) {
                statement.execute("KILL " + number);
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_SESSION) {
                LOG.log(System.Logger.Level.WARNING, session + ": it could not be ended: " + MariaDbErrors.text(e));
            }
        }
    }
}
