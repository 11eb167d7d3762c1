package org.domops.delegate;

import jakarta.annotation.PreDestroy;
import org.domops.error.Causes;
import org.domops.log.WorkerRow;
import org.domops.log.Workers;
import org.domops.repository.RepositoryOutage;
import org.domops.run.ServerName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.time.Clock;

/** Shows, in DOM$WORKERS, that this server's own worker is there. */
@Component
class ServerContact {

    private static final Logger LOG = LoggerFactory.getLogger(ServerContact.class);

    private final Workers workers;
    private final Worker worker;
    private final WorkerProperties properties;
    private final ServerName name;
    private final OutageLog outages;
    private final Clock clock;

    ServerContact(Workers workers, Worker worker, WorkerProperties properties, ServerName name, OutageLog outages, Clock clock) {
        this.workers = workers;
        this.worker = worker;
        this.properties = properties;
        this.name = name;
        this.outages = outages;
        this.clock = clock;
    }

    /** The server stops in good order. */
    @PreDestroy
    void end() {
        try {
            workers.stopped(name.value(), clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("That this server has stopped could not be shown: {}", Causes.reason(e));
        }
    }

    @Scheduled(fixedDelayString = "${dom.worker.heartbeat}")
    void contact() {
        try {
            workers.contact(new WorkerRow(name.value(), true, properties.sites().isEmpty() ? null : String.join(",", properties.sites()),
                    properties.lanes(), worker.active(), clock.instant()));
            outages.answered(true);
        } catch (RuntimeException e) {
            RepositoryOutage.leave(e);
            LOG.warn("That this server works could not be shown now, it is tried again: {}", e.toString());
        }
    }
}
