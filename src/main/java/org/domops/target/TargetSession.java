package org.domops.target;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One physical connection to a target. Not for use by two threads at once, except {@link #abort()} and
 * {@link #cancel()}. After anything
 * but a normal return or a {@link TargetException} that is not a {@link ConnectionLostException}, abort it.
 */
public interface TargetSession extends AutoCloseable {

    /**
     * Open, call, close: runs one attempt at a step in one round trip, under the lane's lock.
     *
     * @return how the attempt ended, now or in an earlier call whose result is collected here
     * @throws TargetException IDENTITY_CHANGED, TARGET_RESTORED, REPOSITORY_RESTORED, FORMER_SESSION (wait and call again),
     *     SUPERSEDED_ATTEMPT or LOCK_ALREADY_OWNED, INSTALL_BUSY (wait, too): refused, the target is as it was; NOT_INSTALLED; TARGET_ERROR: the attempt did not begin
     * @throws ConnectionLostException the outcome is not known; abort, and call again in a new session
     * @throws UnrecordedException the outcome could not be recorded on the target; abort, and don't call again
     */
    StepResult call(StepCall call);

    /**
     * Asks the database to cancel what this session runs at the moment; for another thread than the one that waits in
     * {@link #call}. That call then ends: with {@link ErrorClass#CANCELLED}, rolled back and recorded on the target as
     * failed; as completed, if the order came too late; or as lost. A database may take its time, and a statement that
     * can't be interrupted (MariaDB: SLEEP, the repair of an Aria or MyISAM table) goes on: ask again, or {@link #quieten}.
     *
     * @return false if the order could not be sent, within the time-out for connecting: the session is gone, or the
     *     database can't be reached; true says nothing about whether there was anything to cancel
     */
    boolean cancel();

    /**
     * Ends whatever still works for a cancelled lane: kills the sessions that hold the lane's lock or the lock of one of
     * its open attempts, waits until their transactions are rolled back, and marks the open attempts as cancelled: they
     * are never called again, and a call under their number gets {@link ErrorClass#CANCELLED}. No step of the lane can
     * begin meanwhile. It may be called again and does nothing where there is nothing left to do. The sessions of a later
     * run, which has the same lock, are left alone: the order may come late, from a server that was paused.
     *
     * @throws TargetException FORMER_SESSION naming the session, while one lives after a bounded wait: call again;
     *     LOCK_ALREADY_OWNED if this session itself has an open step of the lane; SUPERSEDED_ATTEMPT, TARGET_RESTORED,
     *     REPOSITORY_RESTORED: nothing was ended; TARGET_ERROR
     */
    void quieten(FencedLane lane);

    /**
     * The next statements of an attempt: those that ran when they were read before, and new ones. While a step runs its
     * own session is busy: use a {@link TargetMonitor} then.
     *
     * @param most at most so many rows; fewer, with more to come, where their texts are long
     */
    StatementBatch sqlLog(long taskLogId, int attempt, StatementCursor from, int most);

    /** All statements an attempt has logged so far, in the order they began. They may be very many. */
    default List<SqlStatementRow> sqlLog(long taskLogId, int attempt) {
        List<SqlStatementRow> all = new ArrayList<>();
        StatementCursor cursor = StatementCursor.START;
        boolean more = true;
        while (more) {
            StatementBatch batch = sqlLog(taskLogId, attempt, new StatementCursor(cursor.after(), new TreeSet<>()), 1000);
            all.addAll(batch.rows());
            cursor = cursor.past(batch.rows());
            more = batch.more();
        }
        return all;
    }

    /**
     * Deletes the statements of an attempt that had ended when they were read. Call it only when they are durable elsewhere.
     *
     * @param read how far they were read and taken over; those open there stay, even if they have ended since
     */
    void trim(long taskLogId, int attempt, StatementCursor read);

    /** Deletes all of an attempt's statements that have ended; for when the attempt is over and its log is durable. */
    default void trim(long taskLogId, int attempt) {
        trim(taskLogId, attempt, StatementCursor.END);
    }

    /**
     * Brings DOM's own code, the operation's packages and state tables up to date, and pushes the run's parameters.
     * What is up to date already is left alone. No step of the lane runs meanwhile.
     *
     * @throws TargetException COMPILE_ERROR with package and line; INSTALL_BUSY naming the other session after a bounded
     *     wait; TARGET_ERROR. As nothing was touched: FORMER_SESSION (wait and call again), LOCK_ALREADY_OWNED;
     *     IDENTITY_CHANGED, TARGET_RESTORED, REPOSITORY_RESTORED, KNOWN_BY_ANOTHER_NAME; SUPERSEDED_ATTEMPT
     */
    InstallResult install(InstallRequest request);

    /**
     * Registers the target as it is now, for the given repository, whatever it was before: what
     * {@code dom accept-database} does. Who did it and why is kept on the target, in DOM$TARGET_ACCEPTED. If it served
     * another repository, or a copy of this one, that one's attempts, parameters and statements are deleted: their numbers
     * mean something else here. All orders that have been here are forgotten.
     *
     * @param stamp left on the target whatever it had
     * @param by who wanted it
     * @param reason why
     * @throws TargetException INSTALL_BUSY while a step is open or code is being installed; TARGET_ERROR
     */
    Acceptance acceptIdentity(String repositoryUuid, TargetStamp stamp, String by, String reason);

    /**
     * Looks whether a run could work here, and changes nothing, except as {@link CheckRequest#compile} says. A session
     * that has checked is good for nothing else; close it.
     *
     * @return ordered by subject: server, identity, privileges, objects, space, code, locks
     * @throws TargetException TARGET_ERROR if a question could not be asked
     */
    List<Finding> check(CheckRequest request);

    /** The DOM-client schema as the target spells it: what goes into {@link LockName#of}. */
    String schema();

    /** For people, e.g. {@code SALESPRD02 connection 17}. */
    String sessionId();

    /** Logs out. A lock or transaction left open is released by the database. */
    @Override
    void close();

    /**
     * Throws the physical connection away, also in the middle of a call of another thread: that call ends as lost at once,
     * even if the target does not answer any more. Never blocks. What the session ran is ended in the background, if the
     * target can be asked to.
     */
    void abort();
}
