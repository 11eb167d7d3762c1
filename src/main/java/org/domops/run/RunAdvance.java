package org.domops.run;

import jakarta.annotation.PreDestroy;
import org.domops.engine.Processes;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.repository.RepositoryOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Advances the waiting dom-run instances by what their lanes' rows say, and gives waiting lanes their turn: after each
 * change, and by a check every second, so that no run depends on a message arriving. The check is idempotent; a crash
 * before its commit leaves it to the next one.
 */
@Component
public class RunAdvance {

    static final String ERRORED = "errored";
    private static final Logger LOG = LoggerFactory.getLogger(RunAdvance.class);

    private final RunLog runs;
    private final RunLanes lanes;
    private final LaneLife life;
    private final LaneRelease release;
    private final Processes processes;
    private final TransactionTemplate transaction;
    private final RunTrouble trouble;
    private final Set<Long> changed = ConcurrentHashMap.newKeySet();
    private final ExecutorService soon = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "run-advance");
        thread.setDaemon(true);
        return thread;
    });

    RunAdvance(RunLog runs, RunLanes lanes, LaneLife life, LaneRelease release, Processes processes,
               TransactionTemplate transaction, RunTrouble trouble) {
        this.runs = runs;
        this.lanes = lanes;
        this.life = life;
        this.release = release;
        this.processes = processes;
        this.transaction = transaction;
        this.trouble = trouble;
    }

    /** Checks every run that is not over. */
    @Scheduled(fixedDelayString = "${dom.run-check:1s}")
    public void check() {
        runs.open().forEach(this::check);
    }

    @TransactionalEventListener
    void changed(RunChanged run) {
        if (!soon.isShutdown() && changed.add(run.runId())) {
            soon.execute(() -> {
                changed.remove(run.runId());
                check(run.runId());
            });
        }
    }

    @PreDestroy
    void stop() {
        soon.shutdown();
    }

    private void check(long runId) {
        try {
            transaction.executeWithoutResult(status -> release.releaseDue(runId));
            transaction.executeWithoutResult(status -> advance(runId));
            trouble.over(runId);
        } catch (RuntimeException e) {
            if (RepositoryOutage.in(e)) {
                return;
            }
            LOG.warn("Run {} could not be advanced now, it is tried again: {}", runId, e.toString());
            trouble.again(runId, e);
        }
    }

    private void advance(long runId) {
        RunRow known = runs.find(runId).orElseThrow();
        boolean mayGoOn = life.status(known).waveOver() && processes.waits(known.processInstanceId(), Processes.WAVE_OVER);
        if (mayGoOn) {
            // what comes after a wave takes the lanes' rows, and they come before the run's
            lanes.lockAll(runId);
        }
        RunRow run = runs.lock(runId);
        RunStatus status = life.status(run);
        if (!run.open() || run.halted() && !status.allOver()) {
            return;
        }
        if (!status.waveOver() || !status.errored()) {
            // restarted, or mended: the errored wait is over
            processes.proceed(run.processInstanceId(), ERRORED, null);
        }
        // if it is over since just now, whoever ended its last lane lets the run be looked at once more
        if (status.waveOver() && mayGoOn) {
            processes.proceed(run.processInstanceId(), Processes.WAVE_OVER, next(run, status));
        }
    }

    private String next(RunRow run, RunStatus status) {
        if (run.releasedWave() < lanes.lastWave(run.id()) && !status.stopped()) {
            return "RELEASE";
        }
        return status.errored() && !run.test() ? "ERRORED" : "COMPLETE";
    }
}
