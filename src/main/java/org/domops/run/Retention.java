package org.domops.run;

import jakarta.annotation.PostConstruct;
import org.domops.log.OldRuns;
import org.domops.repository.RepositoryOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongPredicate;

/**
 * Deletes what is older than it is to be kept, in small transactions. Several servers may do it at once: each transaction
 * holds the run's row. A crash leaves the rest to the next time.
 */
@Component
class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    /** Rows deleted in one transaction. */
    static final int BATCH = 1000;
    private static final int RUNS_AT_ONCE = 100;

    private final OldRuns runs;
    private final RetentionProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Retention(OldRuns runs, RetentionProperties properties, TransactionTemplate transaction, Clock clock) {
        this.runs = runs;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is deleted can't be brought back: whoever starts the server is to see what is set. */
    @PostConstruct
    void say() {
        if (properties.statements() != null) {
            LOG.info("The SQL log of runs is deleted when they have been over for {}", RetentionProperties.text(properties.statements()));
        }
        if (properties.runs() != null) {
            LOG.info("Runs are deleted with their logs when they have been over for {}", RetentionProperties.text(properties.runs()));
        }
    }

    @Scheduled(initialDelayString = "${dom.retention.check}", fixedDelayString = "${dom.retention.check}")
    void deleteOld() {
        try {
            if (properties.statements() != null) {
                Instant before = clock.instant().minus(properties.statements());
                runs.withStatementsEndedBefore(before, RUNS_AT_ONCE).forEach(this::deleteStatements);
            }
            if (properties.runs() != null) {
                Instant before = clock.instant().minus(properties.runs());
                runs.endedBefore(before, RUNS_AT_ONCE).forEach(this::deleteRun);
            }
        } catch (RuntimeException e) {
            RepositoryOutage.leave(e);
            LOG.warn("Old rows of the logs could not be deleted now, it is tried again: {}", e.toString());
        }
    }

    private void deleteStatements(long runId) {
        inBatches(runId, run -> runs.deleteStatements(run, BATCH) > 0);
        transaction.executeWithoutResult(status -> runs.statementsDeleted(runId, clock.instant()));
        LOG.info("The SQL log of run {} was deleted: the run was over for longer than {}", runId, RetentionProperties.text(properties.statements()));
    }

    private void deleteRun(long runId) {
        inBatches(runId, run -> runs.deleteStatements(run, BATCH) > 0);
        inBatches(runId, run -> runs.deleteNext(run, BATCH));
        LOG.info("Run {} was deleted with its logs: it was over for longer than {}", runId, RetentionProperties.text(properties.runs()));
    }

    /** @param next deletes a batch; false: there was nothing left */
    private void inBatches(long runId, LongPredicate next) {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(status -> runs.lock(runId) && next.test(runId)));
        }
    }
}
