package org.domops.run;

import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Shows in a run's message why it can't go on, e.g. since somebody changed its process instance, until it does. */
@Component
class RunTrouble {

    private static final Logger LOG = LoggerFactory.getLogger(RunTrouble.class);
    /** Two servers that meet at one run are no trouble. */
    private static final int SHOWN_FROM = 3;

    private final RunLog runs;
    private final LaneLife life;
    private final TransactionTemplate transaction;
    private final Map<Long, Integer> times = new ConcurrentHashMap<>();

    RunTrouble(RunLog runs, LaneLife life, TransactionTemplate transaction) {
        this.runs = runs;
        this.life = life;
        this.transaction = transaction;
    }

    /** The run could not be advanced. */
    void again(long runId, RuntimeException reason) {
        if (times.merge(runId, 1, Integer::sum) < SHOWN_FROM) {
            return;
        }
        String message = "can't go on, it is tried again: " + text(reason);
        try {
            transaction.executeWithoutResult(status -> {
                RunRow run = runs.lock(runId);
                if (run.open() && !message.equals(run.statusMessage()) && !ChangedInstances.SUSPENDED.equals(run.statusMessage())) {
                    runs.status(runId, run.status(), message);
                }
            });
        } catch (RuntimeException e) {
            // with the repository itself in trouble there is nowhere to show it
            LOG.warn("Why run {} can't go on could not be shown: {}", runId, e.toString());
        }
    }

    /** The run was advanced, or there was nothing to advance. */
    void over(long runId) {
        Integer former = times.remove(runId);
        if (former != null && former >= SHOWN_FROM) {
            transaction.executeWithoutResult(status -> life.recompute(runId));
        }
    }

    private static String text(RuntimeException reason) {
        return reason.getMessage() == null ? reason.toString() : reason.getMessage().lines().findFirst().orElse("");
    }
}
