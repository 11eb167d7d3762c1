package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.domops.error.DomCode;
import org.domops.target.ErrorClass;
import org.domops.target.FencedLane;
import org.domops.target.TargetException;

/**
 * Ends what still works for a cancelled lane. MariaDB lets go of a dead session's locks of GET_LOCK only when its
 * transaction is rolled back, so to get the lock is to know that; no privilege is needed to see transactions.
 */
final class LaneQuiet {

    private static final int NO_SUCH_SESSION = 1094;
    private static final int NOT_OWNER_OF_SESSION = 1095;

    private final Connection connection;
    private final String session;
    private final Duration longestWait;
    private final OpenAttempts attempts;
    private final Sessions sessions;
    private final LaneFence fence;

    LaneQuiet(Connection connection, String session, Duration longestWait) {
        this.connection = connection;
        this.session = session;
        this.longestWait = longestWait;
        this.attempts = new OpenAttempts(connection);
        this.sessions = new Sessions(connection);
        this.fence = new LaneFence(connection, session);
    }

    void quieten(FencedLane lane) throws SQLException {
        String laneLock = lane.laneLock();
        connection.rollback();
        long deadline = System.nanoTime() + longestWait.toNanos();
        // a schema without DOM's tables, or with an earlier version's, knows no attempts of the lane
        boolean attemptsAreKnown = new InstalledCode(connection).hasColumn("DOM$STEP_ATTEMPTS", "lane_lock");
        boolean fenced = new InstalledCode(connection).hasTable("DOM$FENCE");
        if (fenced) {
            // an order that arrives late is not to end the sessions of those who came after it
            fence.require(lane);
        }
        String run = attemptsAreKnown ? lane.handle() : null;
        kill(laneLock, run);
        for (String lock : attemptsAreKnown ? attempts.locks(laneLock, run) : List.<String>of()) {
            kill(lock, run);
        }
        try (HeldLocks held = new HeldLocks(connection)) {
            take(held, laneLock, run, deadline);
            if (fenced) {
                connection.rollback();
                fence.require(lane);
                fence.record(lane);
            }
            if (!attemptsAreKnown) {
                connection.commit();
                return;
            }
            // a branch may have been opened before we had the lane's lock, none is opened after
            for (String lock : attempts.locks(laneLock, run)) {
                if (!lock.equals(laneLock)) {
                    take(held, lock, run, deadline);
                }
            }
            attempts.cancel(laneLock, run);
            connection.commit();
        }
    }

    /** Without the lock, too, all is quiet where another run has it: it got it when none of the lane's sessions lived any more. */
    private void take(HeldLocks held, String lock, String run, long deadline) throws SQLException {
        do {
            if (!kill(lock, run) || held.take(lock, 1)) {
                return;
            }
        } while (System.nanoTime() < deadline);
        throw former(lock, "still lives; its transaction is perhaps being rolled back", null);
    }

    /**
     * @param run whose sessions may be killed; null: any
     * @return false: the lock is another run's, which is let be: this order came too late, from a server that was paused, say
     */
    private boolean kill(String lock, String run) throws SQLException {
        Long holder = holder(lock);
        if (holder == null) {
            return true;
        }
        if (run != null && attempts.ofOtherRun(holder, run)) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("KILL SOFT CONNECTION " + holder);
        } catch (SQLException e) {
            if (e.getErrorCode() == NOT_OWNER_OF_SESSION) {
                throw former(lock, "is another user's, so only an administrator can end it", e);
            }
            if (e.getErrorCode() != NO_SUCH_SESSION) {
                throw e;
            }
        }
        return true;
    }

    /** Null: nobody. */
    private Long holder(String lock) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT IS_USED_LOCK(?), CONNECTION_ID()")) {
            statement.setString(1, lock);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Long holder = row.getObject(1, Long.class);
                if (holder != null && holder == row.getLong(2)) {
                    throw new TargetException(DomCode.LOCK_ALREADY_OWNED, ErrorClass.PERMANENT, session
                            + ": this session itself holds the lock " + lock + " of the lane to be cancelled", null);
                }
                return holder;
            }
        }
    }

    private TargetException former(String lock, String why, SQLException cause) throws SQLException {
        return new TargetException(DomCode.FORMER_SESSION, ErrorClass.TRANSIENT, session + ": the session that holds the lock "
                + lock + " of the cancelled lane " + why + ": " + sessions.ofLock(lock), cause);
    }
}
