package org.domops.repository.fleetfile;

import java.time.Duration;

/**
 * How often, and after how long, a step is tried again after a transient error. Null: not said here.
 *
 * @param backoff before the first retry
 */
public record RetryEntry(Integer retries, Duration backoff) {

    public static final RetryEntry NONE = new RetryEntry(null, null);
}
