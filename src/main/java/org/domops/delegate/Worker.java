package org.domops.delegate;

import org.domops.engine.ExternalTasks;
import org.domops.engine.LaneToken;
import org.domops.engine.StepArrivals;
import org.domops.run.ServerName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fetches waiting tokens and works on their lanes, a thread each, up to the cap: an active lane is never starved, and
 * the lanes that wait are taken in the order in which they began to.
 */
@Component
class Worker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final WorkerProperties properties;
    private final ServerName name;
    private final ExternalTasks externalTasks;
    private final StepArrivals arrivals;
    private final LaneWorker laneWorker;
    private final TokenTransaction tokens;
    private final LeaseExtension extension;
    private final RepositoryConnections connections;
    private final CancelWatch cancels;
    private final WorkerStop stop;
    private final OutageLog outages;
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService lanes;
    private final ScheduledExecutorService heartbeat;
    private final Thread fetcher;
    private volatile boolean running;

    Worker(WorkerProperties properties, ServerName name, ExternalTasks externalTasks, StepArrivals arrivals, LaneWorker laneWorker,
           TokenTransaction tokens, LeaseExtension extension, RepositoryConnections connections, CancelWatch cancels,
           WorkerStop stop, OutageLog outages) {
        this.properties = properties;
        this.name = name;
        this.externalTasks = externalTasks;
        this.arrivals = arrivals;
        this.laneWorker = laneWorker;
        this.tokens = tokens;
        this.extension = extension;
        this.connections = connections;
        this.cancels = cancels;
        this.stop = stop;
        this.outages = outages;
        lanes = Executors.newFixedThreadPool(properties.lanes(), work -> DaemonThread.of(work, "lane-" + threads.incrementAndGet()));
        heartbeat = Executors.newSingleThreadScheduledExecutor(work -> DaemonThread.of(work, "heartbeat"));
        fetcher = DaemonThread.of(this::fetchUntilStopped, "fetcher");
    }

    /** On how many lanes it works now. */
    int active() {
        return leases.size();
    }

    @Override
    public void start() {
        running = true;
        long beat = properties.heartbeat().toMillis();
        heartbeat.scheduleWithFixedDelay(() -> extension.extend(leases), beat, beat, TimeUnit.MILLISECONDS);
        cancels.start(leases, properties.heartbeat());
        fetcher.start();
    }

    private void fetchUntilStopped() {
        while (!stop.requested()) {
            int idle = properties.lanes() - leases.size();
            boolean found = idle > 0 && fetch(idle);
            if (!found) {
                arrivals.await(properties.poll().toMillis());
            }
        }
    }

    private boolean fetch(int idle) {
        try {
            List<LaneToken> fetched = externalTasks.fetch(name.value(), properties.sites(), idle, properties.lease().toMillis());
            fetched.forEach(this::takeOrKeep);
            outages.answered(!fetched.isEmpty());
            return !fetched.isEmpty();
        } catch (RuntimeException e) {
            // the engine reads the execution tree after the query: another fetcher's step may be gone by then
            if (!outages.explains(e)) {
                LOG.warn("No tokens could be fetched now, it is tried again: {}", e.toString());
            }
            return false;
        }
    }

    /** One of this server's own lanes has the token when its lease had ended, e.g. as the repository was away. */
    private void takeOrKeep(LaneToken token) {
        if (leases.stream().noneMatch(lease -> lease.of(token) && extension.keep(lease, token))) {
            take(token);
        }
    }

    private void take(LaneToken token) {
        Lease lease = new Lease(token);
        leases.add(lease);
        lanes.execute(() -> {
            try {
                if (!stop.requested()) {
                    laneWorker.work(lease);
                }
            } finally {
                leases.remove(lease);
                if (stop.requested()) {
                    giveBack(lease);
                }
                arrivals.wake();
            }
        });
    }

    /**
     * Takes no more steps, waits for the running ones, and gives back those that go on: their sessions end with the process,
     * and whoever continues a lane waits for that.
     */
    @Override
    public void stop() {
        stop.stop();
        arrivals.close();
        if (!leases.isEmpty()) {
            LOG.info("The server stops: it waits up to {} for {}", stopTimeout(), runningSteps());
        }
        long deadline = System.nanoTime() + properties.stopTimeout().toNanos();
        try {
            // it may be about to hand over what it has just fetched
            TimeUnit.NANOSECONDS.timedJoin(fetcher, left(deadline));
            lanes.shutdown();
            if (!lanes.awaitTermination(left(deadline), TimeUnit.NANOSECONDS)) {
                LOG.warn("Left after {}: {}, to be continued when a server is there", stopTimeout(), runningSteps());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Lease lease : leases) {
            if (!giveBack(lease)) {
                break;
            }
        }
        heartbeat.shutdownNow();
        cancels.stop();
        if (outages.on()) {
            connections.close();
        }
        running = false;
    }

    private static long left(long deadline) {
        return Math.max(1, deadline - System.nanoTime());
    }

    /** @return false: the repository can't be reached, or the engine refuses */
    private boolean giveBack(Lease lease) {
        if (lease.settled()) {
            return true;
        }
        try {
            tokens.giveBack(lease);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("{} of run {} could not be given back, it is continued when its lease has expired: {}",
                    lease.token().procedure(), lease.token().runId(), e.toString());
            return false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private String stopTimeout() {
        return DurationStyle.SIMPLE.print(properties.stopTimeout(), ChronoUnit.SECONDS);
    }

    private String runningSteps() {
        return leases.size() + (leases.size() == 1 ? " running step" : " running steps");
    }
}
