package org.domops.run;

import org.domops.engine.RunsOnBehalf;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.repository.RepositoryOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts the runs that people ordered by an INSERT into DOM$RUN_REQUESTS.
 *
 * <p>A request is taken, its run started and the run's number written in one transaction: a server that dies before the
 * commit leaves the request waiting and no run, one that dies after it a request that knows its run. Of several servers
 * the update that takes the request lets one through; the others wait for its commit and then find nothing to take.
 */
@Component
class TakeRequests {

    private static final Logger LOG = LoggerFactory.getLogger(TakeRequests.class);

    private final RunRequests requests;
    private final RunsOnBehalf runs;
    private final ServerName server;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TakeRequests(RunRequests requests, RunsOnBehalf runs, ServerName server, TransactionTemplate transaction, Clock clock) {
        this.requests = requests;
        this.runs = runs;
        this.server = server;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Takes what waits, and closes what is over. */
    @Scheduled(fixedDelayString = "${dom.request-check:1s}")
    void check() {
        try {
            requests.waiting().forEach(this::take);
            transaction.executeWithoutResult(status -> requests.close());
        } catch (TransientDataAccessException e) {
            RepositoryOutage.leave(e);
            LOG.warn("The requests for runs could not be read now, it is tried again: {}", e.toString());
        }
    }

    private void take(RunRequest request) {
        try {
            transaction.executeWithoutResult(status -> {
                if (requests.take(request.id(), server.value(), clock.instant())) {
                    start(request);
                }
            });
        } catch (DomException e) {
            refuse(request, e.code(), e.getMessage());
        } catch (TransientDataAccessException e) {
            RepositoryOutage.leave(e);
            LOG.warn("The request {} for a run could not be taken now, it is tried again: {}", request.id(), e.toString());
        } catch (RuntimeException e) {
            RepositoryOutage.leave(e);
            LOG.error("The request {} for a run met an error inside DOM", request.id(), e);
            refuse(request, DomCode.INTERNAL, "The request met an error inside DOM: " + e.getClass().getSimpleName() + ".");
        }
    }

    private void start(RunRequest request) {
        Map<String, Object> variables = new HashMap<>(Map.of("operation", request.operation(),
                "environment", request.environment(), "instance", request.instance(), "mode", request.mode()));
        if (request.fromIterator()) {
            variables.put("fromIterator", true);
        }
        Map<String, Object> started = runs.startRun(request.requestedBy(), variables);
        requests.started(request.id(), ((Number) started.get("runId")).longValue(), String.valueOf(started.get("message")));
    }

    private void refuse(RunRequest request, DomCode code, String message) {
        transaction.executeWithoutResult(status ->
                requests.refused(request.id(), code, message, server.value(), clock.instant()));
    }
}
