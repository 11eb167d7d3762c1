package org.domops.delegate;

import org.domops.error.Causes;
import org.domops.repository.RepositoryOutage;
import org.domops.target.ErrorClass;
import org.domops.target.TargetDatabase;
import org.domops.target.TargetException;
import org.domops.target.TargetMonitor;
import org.domops.target.TargetSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at one database while steps run there, over one connection: carries their statements, and watches their sessions.
 * What fails here never disturbs a step: it is tried again later, and the rows come at the step's end at the latest. For one
 * thread at a time.
 */
final class DatabaseMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMonitor.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final TargetDatabase database;
    private final TargetLogins logins;
    private final StatementSink sink;
    private final LiveLogProperties properties;
    private final Clock clock;
    private TargetMonitor monitor;
    private Instant lastUsed;
    private Instant watched = Instant.EPOCH;
    private Instant notBefore = Instant.EPOCH;
    private Duration pause = FIRST_PAUSE;
    private Instant silentSince;
    private boolean failing;
    private boolean sinkFailing;

    DatabaseMonitor(TargetDatabase database, TargetLogins logins, StatementSink sink, LiveLogProperties properties, Clock clock) {
        this.database = database;
        this.logins = logins;
        this.sink = sink;
        this.properties = properties;
        this.clock = clock;
        this.lastUsed = clock.instant();
    }

    /**
     * Looks once.
     *
     * @param steps those that run on the database
     * @return whether there is more to carry at once
     */
    boolean look(List<LiveStep> steps) {
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            return false;
        }
        lastUsed = now;
        try {
            if (monitor == null) {
                monitor = logins.monitor(database).orElse(null);
            }
            if (monitor == null) {
                return false;
            }
            boolean more = carry(steps);
            if (!now.isBefore(watched.plus(properties.sessionWatch()))) {
                watched = now;
                watchSessions(steps, now);
            }
            answered();
            return more;
        } catch (RuntimeException e) {
            failed(e, steps);
            return false;
        }
    }

    /** Whether it is not needed any more: no step has run here for a while. */
    boolean idle() {
        return !clock.instant().isBefore(lastUsed.plus(properties.idle()));
    }

    private boolean carry(List<LiveStep> steps) {
        boolean more = false;
        for (LiveStep step : steps) {
            try {
                more |= step.carry(monitor, this::write, properties.batch());
            } catch (SinkFailed e) {
                if (e.getCause() instanceof DuplicateKeyException) {
                    // the step ends at this moment, and its end brings the same statements
                    return false;
                }
                if (!sinkFailing) {
                    LOG.warn("{}: statements of running steps can't be written now, it is tried again: {}", database.name(),
                            RepositoryOutage.in(e.getCause()) ? Causes.reason(e.getCause()) : e.getCause().toString());
                }
                sinkFailing = true;
                return false;
            }
        }
        return more;
    }

    private void write(long runId, long taskLogId, int attempt, List<org.domops.target.SqlStatementRow> rows) {
        try {
            sink.write(runId, taskLogId, attempt, rows);
            sinkFailing = false;
        } catch (RuntimeException e) {
            throw new SinkFailed(e);
        }
    }

    /** The repository's trouble, not the target's. */
    private static final class SinkFailed extends RuntimeException {
        SinkFailed(RuntimeException cause) {
            super(cause);
        }
    }

    private void watchSessions(List<LiveStep> steps, Instant now) {
        Map<TargetSession, LiveStep> running = new IdentityHashMap<>();
        steps.forEach(step -> step.lane().running().ifPresent(session -> running.put(session, step)));
        if (running.isEmpty()) {
            return;
        }
        Set<TargetSession> gone = monitor.gone(running.keySet());
        running.forEach((session, step) -> {
            if (step.lost(session, gone.contains(session), now, properties.sessionWatch())) {
                LOG.warn("{}: {} waits for an answer of {}, which is not there any more; the connection is given up",
                        database.name(), step, session.sessionId());
                session.abort();
            }
        });
    }

    private void answered() {
        if (failing) {
            LOG.info("{}: running steps are looked at again", database.name());
        }
        failing = false;
        silentSince = null;
        pause = FIRST_PAUSE;
    }

    private void failed(RuntimeException e, List<LiveStep> steps) {
        Instant now = clock.instant();
        boolean refused = e instanceof TargetException target && target.errorClass() == ErrorClass.AUTHENTICATION;
        if (!failing) {
            LOG.warn("{}: running steps can't be looked at now, their statements are logged at their end{}: {}",
                    database.name(), refused ? " if no lane can log in again" : " if that does not change", e.getMessage());
        }
        failing = true;
        close();
        notBefore = now.plus(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        if (!timedOut(e)) {
            silentSince = null;
            return;
        }
        if (silentSince == null) {
            silentSince = now;
        }
        if (!now.isBefore(silentSince.plus(properties.silence()))) {
            giveUp(steps);
        }
    }

    /** An error, even a refused connection, is an answer: a session may live on where no new one is let in. */
    private static boolean timedOut(Throwable e) {
        return Causes.first(SocketTimeoutException.class, e).isPresent();
    }

    private void giveUp(List<LiveStep> steps) {
        for (LiveStep step : steps) {
            step.lane().running().filter(session -> !step.begun().isAfter(silentSince)).ifPresent(session -> {
                LOG.warn("{}: no answer since {}; the connection of {} is given up", database.name(), silentSince, step);
                session.abort();
            });
        }
    }

    /** Logs out. */
    void close() {
        TargetMonitor open = monitor;
        monitor = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                LOG.debug("{}: the monitoring connection is broken already", database.name(), e);
            }
        }
    }
}
