package org.domops.run;

import org.domops.engine.Processes;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Map;

/**
 * Advances the waiting dom-run instances by what their lanes' rows say: by a check every second, so that no run depends
 * on a message arriving. The check is idempotent; a crash before its commit leaves it to the next one.
 */
@Component
public class RunAdvance {

    static final String WAVE_OVER = "waveOver";
    static final String ERRORED = "errored";
    private static final Logger LOG = LoggerFactory.getLogger(RunAdvance.class);

    private final RunLog runs;
    private final RunLanes lanes;
    private final Processes processes;
    private final TransactionTemplate transaction;

    RunAdvance(RunLog runs, RunLanes lanes, Processes processes, TransactionTemplate transaction) {
        this.runs = runs;
        this.lanes = lanes;
        this.processes = processes;
        this.transaction = transaction;
    }

    /** Checks every run that is not over. */
    @Scheduled(fixedDelayString = "${dom.run-check:1s}")
    public void check() {
        for (long runId : runs.open()) {
            try {
                transaction.executeWithoutResult(status -> check(runId));
            } catch (RuntimeException e) {
                LOG.warn("Run {} could not be advanced now, it is tried again: {}", runId, e.toString());
            }
        }
    }

    private void check(long runId) {
        RunRow run = runs.lock(runId);
        if (run.status().over()) {
            return;
        }
        Map<Status, Integer> released = lanes.countReleased(runId, run.releasedWave());
        boolean waveOver = !released.containsKey(Status.R) && !released.containsKey(Status.P);
        boolean errored = released.containsKey(Status.E);
        if (!waveOver || !errored) {
            // restarted, or mended: the errored wait is over
            processes.proceed(run.processInstanceId(), ERRORED, null);
        }
        if (waveOver) {
            String next = run.releasedWave() < lanes.lastWave(runId) ? "RELEASE" : errored ? "ERRORED" : "COMPLETE";
            processes.proceed(run.processInstanceId(), WAVE_OVER, next);
        }
    }
}
