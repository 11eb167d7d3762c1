package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import org.domops.error.DomCode;
import org.domops.target.ErrorClass;
import org.domops.target.TargetException;

/** The lane's lock, held while no step of the lane, nor of one of its branches, runs. */
final class QuietLane implements AutoCloseable {

    private final HeldLocks held;

    private QuietLane(HeldLocks held) {
        this.held = held;
    }

    /**
     * @param attemptsAreKnown whether the schema has DOM's tables
     * @throws TargetException FORMER_SESSION naming the session that works for the lane; LOCK_ALREADY_OWNED
     */
    static QuietLane take(Connection connection, String session, String laneLock, boolean attemptsAreKnown) throws SQLException {
        Questions ask = new Questions(connection);
        if (!ask.list("SELECT 1 FROM DUAL WHERE IS_USED_LOCK(?) = CONNECTION_ID()", laneLock).isEmpty()) {
            throw new TargetException(DomCode.LOCK_ALREADY_OWNED, ErrorClass.PERMANENT, session
                    + ": this session holds the lane's lock " + laneLock + " already: a step of it was not closed", null);
        }
        HeldLocks held = new HeldLocks(connection);
        if (!held.take(laneLock, 1)) {
            throw former(session + ": the lane's lock " + laneLock + " is held by " + new Sessions(connection).ofLock(laneLock));
        }
        QuietLane quiet = new QuietLane(held);
        if (attemptsAreKnown) {
            connection.rollback();
            for (String lock : new OpenAttempts(connection).locks(laneLock, null)) {
                if (!lock.equals(laneLock) && !ask.list("SELECT 1 FROM DUAL WHERE IS_USED_LOCK(?) IS NOT NULL", lock).isEmpty()) {
                    String branch = new Sessions(connection).ofLock(lock);
                    quiet.close();
                    throw former(session + ": a parallel branch of the lane is still at work: " + branch);
                }
            }
        }
        return quiet;
    }

    private static TargetException former(String message) {
        return new TargetException(DomCode.FORMER_SESSION, ErrorClass.TRANSIENT, message, null);
    }

    @Override
    public void close() throws SQLException {
        held.close();
    }
}
