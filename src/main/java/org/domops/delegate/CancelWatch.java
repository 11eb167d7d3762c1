package org.domops.delegate;

import org.domops.log.LaneKey;
import org.domops.repository.RepositoryOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks, at each heartbeat, which of this worker's lanes are to be cancelled, by whatever server the order was given, and
 * which calls have taken longer than they may.
 */
@Component
public class CancelWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CancelWatch.class);

    private final LaneOrders orders;
    private final Set<Lease> asking = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> DaemonThread.of(work, "cancel-watch"));
    /** A database that does not answer keeps its own cancel waiting and no other. */
    private final ExecutorService cancels = Executors.newCachedThreadPool(work -> DaemonThread.of(work, "cancel"));

    CancelWatch(LaneOrders orders) {
        this.orders = orders;
    }

    /** Looks from now on, at each beat. @param leases of the lanes that are worked on at any time */
    public void start(Collection<Lease> leases, Duration beat) {
        watch.scheduleWithFixedDelay(() -> look(leases), beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void stop() {
        watch.shutdownNow();
        cancels.shutdownNow();
    }

    private void look(Collection<Lease> leases) {
        if (leases.isEmpty()) {
            return;
        }
        try {
            Set<LaneKey> cancelling = orders.cancelling();
            for (Lease lease : leases) {
                LaneKey lane = new LaneKey(lease.token().runId(), lease.token().databaseId());
                boolean cancelled = cancelling.contains(lane) || lease.lost() && orders.forced(lane);
                if (asking.add(lease)) {
                    cancels.execute(() -> ask(lease, cancelled));
                }
            }
        } catch (RuntimeException e) {
            if (RepositoryOutage.in(e)) {
                return;
            }
            LOG.warn("Whether lanes are to be cancelled could not be read now, it is tried again: {}", e.toString());
        }
    }

    private void ask(Lease lease, boolean cancelled) {
        try {
            lease.guardBeat(cancelled);
        } catch (RuntimeException e) {
            LOG.warn("The call of {} in run {} could not be cancelled now, it is tried again: {}", lease.token().procedure(),
                    lease.token().runId(), e.toString());
        } finally {
            asking.remove(lease);
        }
    }
}
