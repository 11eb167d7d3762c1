package org.domops.delegate;

import org.domops.error.DomException;
import org.domops.repository.RepositoryOutage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Says once that the repository is away and once that it is back, however many threads meet that: all of them go on by
 * themselves.
 */
@Component
class OutageLog implements ThreadPoolTaskSchedulerCustomizer {

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    /** On a full disk small changes may succeed between large ones that fail. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final Clock clock;
    private Instant since;
    private Instant last;
    private boolean full;

    OutageLog(Clock clock) {
        this.clock = clock;
    }

    /** @return whether the error is the repository's outage; else it is the caller's to tell */
    boolean explains(Throwable e) {
        if (!RepositoryOutage.in(e)) {
            return false;
        }
        synchronized (this) {
            last = clock.instant();
            full |= RepositoryOutage.full(e);
            if (since == null) {
                since = clock.instant();
                DomException told = RepositoryOutage.told(e);
                LOG.error("{} {}. No step is begun meanwhile; what runs on targets goes on and is recorded later.",
                        told.code().label(), told.getMessage());
            }
        }
        return true;
    }

    /** Whether an outage has been said, and not yet its end. */
    synchronized boolean on() {
        return since != null;
    }

    /** The repository has answered. @param written also to a change */
    synchronized void answered(boolean written) {
        if (since != null && (!full || written && !clock.instant().isBefore(last.plus(SETTLED)))) {
            full = false;
            LOG.info("The repository is back after {}", DurationStyle.SIMPLE.print(Duration.between(since, clock.instant()), ChronoUnit.SECONDS));
            since = null;
        }
    }

    /** What is done on a schedule is done again by it. */
    @Override
    public void customize(ThreadPoolTaskScheduler scheduler) {
        scheduler.setErrorHandler(error -> {
            if (!explains(error)) {
                LOG.error("Work on a schedule met an error inside DOM", error);
            }
        });
    }
}
