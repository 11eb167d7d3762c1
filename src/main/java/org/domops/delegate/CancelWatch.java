package org.domops.delegate;

import org.domops.log.LaneKey;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks, at each heartbeat, which of this server's lanes are to be cancelled, by whatever server the order was given, and
 * which calls have taken longer than they may.
 */
@Component
class CancelWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CancelWatch.class);

    private final RunLanes lanes;
    private final OutageLog outages;
    private final Set<Lease> asking = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "cancel-watch"));
    /** A database that does not answer keeps its own cancel waiting and no other. */
    private final ExecutorService orders = Executors.newCachedThreadPool(work -> daemon(work, "cancel"));

    CancelWatch(RunLanes lanes, OutageLog outages) {
        this.lanes = lanes;
        this.outages = outages;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    void start(Collection<Lease> leases, Duration beat) {
        watch.scheduleWithFixedDelay(() -> look(leases), beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        watch.shutdownNow();
        orders.shutdownNow();
    }

    private void look(Collection<Lease> leases) {
        if (leases.isEmpty()) {
            return;
        }
        try {
            Set<LaneKey> cancelling = new HashSet<>(lanes.cancelling());
            for (Lease lease : leases) {
                LaneKey lane = new LaneKey(lease.token().runId(), lease.token().databaseId());
                boolean cancelled = cancelling.contains(lane) || lease.lost() && forced(lane);
                if (asking.add(lease)) {
                    orders.execute(() -> ask(lease, cancelled));
                }
            }
        } catch (RuntimeException e) {
            if (outages.explains(e)) {
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

    /** Cancelled without the target's confirmation: what still runs there is ended all the same. */
    private boolean forced(LaneKey lane) {
        return lanes.find(lane).filter(row -> row.status() == Status.X).map(LaneRow::cancelForced).orElse(false);
    }
}
