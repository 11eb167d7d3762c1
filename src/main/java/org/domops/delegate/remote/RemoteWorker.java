package org.domops.delegate.remote;

import org.domops.client.DomClient;
import org.domops.delegate.CancelWatch;
import org.domops.delegate.DaemonThread;
import org.domops.delegate.LaneWorker;
import org.domops.delegate.Lease;
import org.domops.delegate.TargetSide;
import org.domops.delegate.WorkerBeats;
import org.domops.delegate.WorkerStop;
import org.domops.engine.LaneToken;
import org.domops.error.DomException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker in a JVM of its own: works on lanes as the one inside the server does, and asks the server over HTTP. */
public final class RemoteWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteWorker.class);

    private final ServerCalls server;
    private final RemoteWorkerSettings settings;
    private final WorkerBeats.Answer rules;
    private final LaneWorker laneWorker;
    private final CancelWatch cancels;
    private final WorkerStop stop;
    private final Heartbeat heartbeat;
    private final RemoteStatementSink statements;
    private final TokenFetching fetching;
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService lanes;
    private final ScheduledExecutorService beats;
    private volatile boolean running;

    RemoteWorker(ServerCalls server, RemoteWorkerSettings settings, WorkerBeats.Answer rules, LaneWorker laneWorker,
                 CancelWatch cancels, WorkerStop stop, Heartbeat heartbeat, RemoteStatementSink statements) {
        this.server = server;
        this.settings = settings;
        this.rules = rules;
        this.laneWorker = laneWorker;
        this.cancels = cancels;
        this.stop = stop;
        this.heartbeat = heartbeat;
        this.statements = statements;
        fetching = new TokenFetching(settings, rules.leaseMillis(), stop, this::take);
        lanes = Executors.newFixedThreadPool(settings.lanes(), work -> DaemonThread.of(work, "lane-" + threads.incrementAndGet()));
        beats = Executors.newSingleThreadScheduledExecutor(work -> DaemonThread.of(work, "heartbeat"));
    }

    /**
     * Starts a worker in this JVM. It works until the context is closed, or the JVM ends.
     *
     * @throws DomException SERVER_UNREACHABLE, NOT_AUTHENTICATED, UNEXPECTED_ANSWER; NOT_ALLOWED when the user is not in
     *         the group domworker; UNKNOWN_SITE; OTHER_VERSION; INVALID_REQUEST for a bad name
     */
    public static ConfigurableApplicationContext start(RemoteWorkerSettings settings) {
        ServerCalls server = new ServerCalls(new DomClient(settings.server(), settings.login()));
        WorkerBeats.Answer rules = server.hello(Heartbeat.of(settings, 0, List.of()));
        return new SpringApplicationBuilder(TargetSide.class).web(WebApplicationType.NONE).logStartupInfo(false)
                .initializers((GenericApplicationContext context) -> {
                    context.registerBean(RemoteWorkerSettings.class, () -> settings);
                    context.registerBean(ServerCalls.class, () -> server);
                    context.registerBean(WorkerBeats.Answer.class, () -> rules);
                    context.registerBean(RemoteStatementSink.class);
                    context.registerBean(RemoteDesk.class);
                    context.registerBean(ToldOrders.class);
                    context.registerBean(Heartbeat.class);
                    context.registerBean(RemoteWorker.class);
                }).run();
    }

    @Override
    public void start() {
        running = true;
        beats.scheduleWithFixedDelay(() -> heartbeat.beat(leases), rules.heartbeatMillis(), rules.heartbeatMillis(), TimeUnit.MILLISECONDS);
        cancels.start(leases, Duration.ofMillis(rules.heartbeatMillis()));
        fetching.start();
    }

    private void take(LaneToken token) {
        Lease lease = new Lease(token);
        leases.add(lease);
        lanes.execute(() -> {
            try {
                laneWorker.work(lease);
            } finally {
                leases.remove(lease);
                statements.left(lease.token());
                fetching.done();
            }
        });
    }

    @Override
    public void stop() {
        stop.stop();
        fetching.stop();
        lanes.shutdown();
        Duration most = Duration.ofMillis(rules.stopTimeoutMillis());
        try {
            if (!lanes.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} steps still run after {}; they are continued when a worker is there", leases.size(), most);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        beats.shutdownNow();
        cancels.stop();
        try {
            server.bye(Heartbeat.last(settings, leases));
        } catch (DomException e) {
            LOG.warn("{} {}; the server finds out by itself that the worker has stopped", e.code().label(), e.getMessage());
        }
        LOG.info("worker {} has stopped{}", settings.name(), leases.isEmpty() ? "" : "; it leaves " + leases.size()
                + (leases.size() == 1 ? " step that still runs" : " steps that still run") + " to the next worker");
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
