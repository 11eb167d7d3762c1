package org.domops.delegate;

import org.domops.target.ErrorClass;
import org.domops.target.TargetDatabase;
import org.domops.target.TargetException;
import org.domops.target.TargetMonitor;
import org.domops.target.TargetSession;
import org.domops.target.Targets;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Logs lanes and monitors in to targets, so that both together ask once with a password that is refused: enough of them lock
 * the account, and others use it too.
 */
@Component
class TargetLogins {

    /** So long one's refusal is the other's, too. Not longer: somebody may have mended it, and nothing tells. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Targets targets;
    private final Clock clock;
    private final Map<Place, Account> accounts = new ConcurrentHashMap<>();

    /** One for all names of a database. */
    record Place(String dialect, String connectString, String username) {

        static Place of(TargetDatabase database) {
            return new Place(database.dialect(), database.connectString(), database.username());
        }
    }

    private record Refusal(TargetException error, Instant at) {
    }

    /** Lanes log in side by side, a monitor alone: what the one is told the other is to know. */
    private static final class Account {
        private final ReadWriteLock turn = new ReentrantReadWriteLock();
        private volatile Refusal refusal;
    }

    TargetLogins(Targets targets, Clock clock) {
        this.targets = targets;
        this.clock = clock;
    }

    /**
     * For a lane.
     *
     * @param first whether the lane has just been started, restarted or taken over: then it asks, whatever others were told
     * @throws TargetException as {@link Targets#open}
     */
    TargetSession open(TargetDatabase database, boolean first) {
        Account account = accounts.computeIfAbsent(Place.of(database), place -> new Account());
        account.turn.readLock().lock();
        try {
            Refusal known = account.refusal;
            if (!first && known != null && clock.instant().isBefore(known.at().plus(FRESH))) {
                throw known.error();
            }
            TargetSession session = targets.open(database);
            account.refusal = null;
            return session;
        } catch (TargetException e) {
            note(account, e);
            throw e;
        } finally {
            account.turn.readLock().unlock();
        }
    }

    /**
     * For a monitor.
     *
     * @return empty: not now, as a lane is logging in, or the login was refused and no lane has logged in since
     * @throws TargetException as {@link Targets#monitor}
     */
    Optional<TargetMonitor> monitor(TargetDatabase database) {
        Account account = accounts.computeIfAbsent(Place.of(database), place -> new Account());
        if (!account.turn.writeLock().tryLock()) {
            return Optional.empty();
        }
        try {
            return account.refusal == null ? Optional.of(targets.monitor(database)) : Optional.empty();
        } catch (TargetException e) {
            note(account, e);
            throw e;
        } finally {
            account.turn.writeLock().unlock();
        }
    }

    private void note(Account account, TargetException e) {
        // one that is only thrown again stays as old as it is
        if (e.errorClass() == ErrorClass.AUTHENTICATION && (account.refusal == null || account.refusal.error() != e)) {
            account.refusal = new Refusal(e, clock.instant());
        }
    }
}
