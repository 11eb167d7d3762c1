package org.domops.run;

import org.domops.log.RunLanes;
import org.domops.log.WorkerRow;
import org.domops.log.Workers;
import org.domops.repository.RepositoryOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Lets lanes say that no worker of their site is there, and forgets workers that have not been seen for long. */
@Component
class SiteWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SiteWatch.class);
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final RunLanes lanes;
    private final Workers workers;
    private final Duration missing;
    private final Clock clock;

    /** @param missing a worker that has not been seen for so long is not there */
    SiteWatch(RunLanes lanes, Workers workers, @Value("${dom.worker.lease}") Duration missing, Clock clock) {
        this.lanes = lanes;
        this.workers = workers;
        this.missing = missing;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${dom.site-check:2s}")
    void check() {
        try {
            workers.removeBefore(clock.instant().minus(FORGOTTEN));
            List<String> sites = lanes.activeSites();
            if (!sites.isEmpty()) {
                List<WorkerRow> known = workers.all();
                sites.forEach(site -> check(site, known));
            }
        } catch (RuntimeException e) {
            RepositoryOutage.leave(e);
            LOG.warn("Whether workers are missing could not be looked at now, it is tried again: {}", e.toString());
        }
    }

    private void check(String site, List<WorkerRow> known) {
        List<WorkerRow> ofSite = known.stream().filter(worker -> worker.worksFor(site)).toList();
        if (ofSite.stream().anyMatch(worker -> worker.there(clock.instant(), missing))) {
            lanes.workerOfSiteThere(site);
        } else {
            Optional<Instant> contact = ofSite.stream().map(WorkerRow::contact).max(Instant::compareTo);
            lanes.workerOfSiteMissing(site, "a worker: none of site " + site + contact.map(last ->
                    " has asked for work since " + last.truncatedTo(ChronoUnit.SECONDS)).orElse(" has asked for work yet"));
        }
    }
}
