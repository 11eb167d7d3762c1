package org.domops.delegate.remote;

import org.domops.delegate.Lease;
import org.domops.delegate.WorkerBeats;
import org.domops.engine.LaneToken;
import org.domops.error.DomException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells the server that the worker is there: one request extends all its leases, and brings the orders of people. */
final class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ServerCalls server;
    private final RemoteWorkerSettings settings;
    private final ToldOrders orders;
    private boolean away;

    Heartbeat(ServerCalls server, RemoteWorkerSettings settings, ToldOrders orders) {
        this.server = server;
        this.settings = settings;
        this.orders = orders;
    }

    static WorkerBeats.Beat of(RemoteWorkerSettings settings, int running, List<WorkerBeats.Held> held) {
        return new WorkerBeats.Beat(WorkerBeats.PROTOCOL, settings.name(), settings.site(), settings.lanes(), running, held);
    }

    /** What the worker holds when it ends, for others to go on with. */
    static WorkerBeats.Beat last(RemoteWorkerSettings settings, Collection<Lease> leases) {
        return of(settings, 0, held(leases.stream().map(Lease::token).toList()));
    }

    private static List<WorkerBeats.Held> held(Collection<LaneToken> tokens) {
        return tokens.stream().map(token -> new WorkerBeats.Held(token.externalTaskId(), token.workerId(), token.runId(),
                token.databaseId())).toList();
    }

    /** While the server is away the steps go on: whether a lease is lost then is found out when a step's end is told. */
    void beat(Collection<Lease> leases) {
        Map<Lease, LaneToken> standing = new LinkedHashMap<>();
        leases.forEach(lease -> lease.standing().ifPresent(token -> standing.put(lease, token)));
        try {
            WorkerBeats.Answer answer = server.beat(of(settings, leases.size(), held(standing.values())));
            orders.told(answer.cancelling(), answer.forced());
            standing.forEach((lease, token) -> lease.told(token, answer.lost().contains(token.externalTaskId())));
            if (away) {
                LOG.info("The server answers again");
            }
            away = false;
        } catch (DomException e) {
            if (!away) {
                LOG.warn("{} {}; running steps go on, and it is tried again", e.code().label(), e.getMessage());
            }
            away = true;
        } catch (RuntimeException e) {
            LOG.error("A heartbeat met an error inside DOM", e);
        }
    }
}
