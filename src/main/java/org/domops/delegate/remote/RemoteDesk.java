package org.domops.delegate.remote;

import org.domops.delegate.Lease;
import org.domops.delegate.StepDesk;
import org.domops.delegate.WorkerDesk;
import org.domops.delegate.WorkerStop;
import org.domops.engine.LaneToken;
import org.domops.error.DomException;
import org.domops.log.LaneKey;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The server, over HTTP. While it is away a step's end is told again and again, until the server has taken it or says
 * that the step is another worker's by now; the procedure is never called again for that.
 */
final class RemoteDesk implements StepDesk {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteDesk.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    /** What a lane waits for is told again after so long, as others may have changed it. */
    private static final Duration TOLD = Duration.ofSeconds(10);

    private final ServerCalls server;
    private final RemoteStatementSink statements;
    private final RemoteWorkerSettings settings;
    private final WorkerStop stop;
    private final Clock clock;
    private final Map<LaneKey, Told> told = new ConcurrentHashMap<>();

    private record Told(String what, Instant time) {
    }

    RemoteDesk(ServerCalls server, RemoteStatementSink statements, RemoteWorkerSettings settings, WorkerStop stop, Clock clock) {
        this.server = server;
        this.statements = statements;
        this.settings = settings;
        this.stop = stop;
        this.clock = clock;
    }

    @Override
    public Optional<StepOrder> begin(Lease lease) {
        LaneToken fetched = lease.token();
        // the client fetches under one id for all; chosen here, so that a repeated request names the same
        WorkerDesk.Begin begin = new WorkerDesk.Begin(fetched.externalTaskId(), fetched.workerId(),
                LaneToken.workerId(settings.name()));
        return next(lease, () -> server.begin(begin));
    }

    @Override
    public Optional<StepOrder> end(Lease lease, StepOrder order, StepOutcome outcome) {
        LaneToken token = order.token();
        statements.ended(order);
        return next(lease, () -> server.end(new WorkerDesk.End(token.externalTaskId(), token.workerId(), order.taskLogId(),
                order.attempt(), order.phase(), order.fence().order(), order.stamp() == null ? null : order.stamp().next(), outcome,
                stop.requested())));
    }

    private Optional<StepOrder> next(Lease lease, Supplier<WorkerDesk.Next> question) {
        lease.pause();
        Duration wait = AGAIN;
        while (true) {
            try {
                Optional<StepOrder> next = Optional.ofNullable(question.get().order());
                next.ifPresent(order -> {
                    statements.begun(order);
                    lease.resume(order.token());
                });
                return next;
            } catch (DomException e) {
                if (!ServerCalls.comesBack(e)) {
                    throw e;
                }
                LOG.warn("{} of run {} could not be told to the server now, it is tried again: {} {}", lease.token().step(),
                        lease.token().runId(), e.code().label(), e.getMessage());
                if (stop.await(wait)) {
                    throw e;
                }
                wait = wait.multipliedBy(2).compareTo(LONGEST) < 0 ? wait.multipliedBy(2) : LONGEST;
            }
        }
    }

    /** For people only, so a server that is away is no reason to disturb the step. */
    @Override
    public void waitingFor(StepOrder order, String what) {
        Told last = told.get(order.lane());
        if (what != null && last != null && what.equals(last.what()) && clock.instant().isBefore(last.time().plus(TOLD))) {
            return;
        }
        try {
            server.waiting(new WorkerDesk.Waiting(order.token().externalTaskId(), order.token().workerId(), what));
            if (what == null) {
                told.remove(order.lane());
            } else {
                told.put(order.lane(), new Told(what, clock.instant()));
            }
        } catch (DomException e) {
            LOG.warn("What {} of run {} waits for could not be told to the server: {} ({})", order.step(), order.run().id(),
                    e.getMessage(), what);
        }
    }
}
