package org.domops.delegate;

import org.domops.error.DomException;
import org.domops.run.StepOrder;
import org.domops.target.ErrorClass;
import org.domops.target.TargetDatabase;
import org.domops.target.TargetException;
import org.domops.target.TargetSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * A lane's one connection to its target. It lives from ITERATOR to ITERATOR, so that package state does; a new one is
 * opened after an install and for each object, so that no package state outlives either.
 */
final class LaneSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LaneSession.class);

    private final TargetLogins logins;
    private final CallGuard guard;
    private volatile TargetDatabase database;
    private volatile LiveStep live;
    private volatile TargetSession session;
    private long objectId;
    private boolean loggedIn;
    private TargetException refusedLogin;

    LaneSession(TargetLogins logins, Clock clock) {
        this.logins = logins;
        this.guard = new CallGuard(this, clock);
    }

    /** What ends the lane's running call from outside. */
    CallGuard guard() {
        return guard;
    }

    /** For another thread: cancels what the session runs. @return false: it could not be asked */
    boolean cancel() {
        TargetSession running = session;
        return running != null && running.cancel();
    }

    /** For another thread: throws the connection away; the call that waits on it ends as lost. */
    void abortRunning() {
        TargetSession running = session;
        if (running != null) {
            running.abort();
        }
    }

    /** For another thread: the session that the lane works in now; empty: none is open. */
    Optional<TargetSession> running() {
        return Optional.ofNullable(session);
    }

    /** For another thread: where the lane works; empty: it has not come to connecting yet. */
    Optional<TargetDatabase> place() {
        return Optional.ofNullable(database);
    }

    /** The step that the lane works on. */
    LiveStep live() {
        return live;
    }

    void live(LiveStep step) {
        live = step;
    }

    /**
     * The session for a step: its object's. A login that was refused is not tried again, be it for FINAL or in a
     * reconnect: enough wrong passwords lock the account, and others use it too.
     *
     * @throws DomException when the target can't be reached or refuses the login
     */
    TargetSession forStep(StepOrder order) {
        long id = order.object() == null ? 0 : order.object().objectId();
        if (session != null && objectId != id) {
            close();
        }
        if (session == null) {
            database = order.kit().database();
            session = open();
            objectId = id;
        }
        return session;
    }

    private TargetSession open() {
        if (refusedLogin != null) {
            throw refusedLogin;
        }
        try {
            TargetSession opened = logins.open(database, !loggedIn);
            loggedIn = true;
            return opened;
        } catch (TargetException e) {
            if (e.errorClass() == ErrorClass.AUTHENTICATION) {
                refusedLogin = e;
            }
            throw e;
        }
    }

    /** Deletes the log rows of attempts from the target's buffer; call it only when they are durable in the repository. */
    void trim(long taskLogId, Set<Integer> attempts) {
        if (session == null) {
            return;
        }
        try {
            for (int attempt : attempts) {
                session.trim(taskLogId, attempt);
            }
            if (live.carried() && !attempts.contains(live.attempt())) {
                session.trim(taskLogId, live.attempt());
            }
        } catch (DomException e) {
            // the rows stay in the buffer: they are known by their attempt and are not pulled twice
            LOG.warn("The SQL log buffer of {} could not be trimmed: {}", database.name(), e.getMessage());
            abort();
        }
    }

    /** Throws the connection away. */
    void abort() {
        if (session != null) {
            session.abort();
            session = null;
        }
    }

    @Override
    public void close() {
        TargetSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
