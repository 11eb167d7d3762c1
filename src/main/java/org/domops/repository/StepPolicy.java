package org.domops.repository;

import java.time.Duration;
import java.util.Set;

/**
 * What a step may take and how often it is tried.
 *
 * @param retries after transient errors, since the last start or restart; at least 0
 * @param backoff before the first retry; doubled for each further one up to {@link #LONGEST_BACKOFF}
 * @param transientErrors error codes of the target that are transient for this step, beside the dialect's own list
 * @param resumable for how long a statement waits for space before it fails; null: not at all. Oracle only
 * @param ddlLockTimeout for how long a DDL waits for locks; null: the dialect's default
 * @param maxStepTime after which the step is cancelled; null: unlimited
 */
public record StepPolicy(int retries, Duration backoff, Set<Integer> transientErrors, Duration resumable,
                         Duration ddlLockTimeout, Duration maxStepTime) {

    /** Long enough for a listener to be started again, short enough for a night. */
    public static final int DEFAULT_RETRIES = 3;
    public static final Duration DEFAULT_BACKOFF = Duration.ofSeconds(10);
    public static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);

    public StepPolicy {
        transientErrors = Set.copyOf(transientErrors);
    }

    /**
     * How long to wait before a retry.
     *
     * @param retry its number, from 1
     */
    public Duration backoffBefore(int retry) {
        Duration wait = backoff;
        for (int i = 1; i < retry && wait.compareTo(LONGEST_BACKOFF) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF;
    }
}
