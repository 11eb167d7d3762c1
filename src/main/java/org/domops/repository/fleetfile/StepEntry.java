package org.domops.repository.fleetfile;

import java.time.Duration;
import java.util.List;

/**
 * What a task's step may take, as the file says it; null: not said.
 *
 * @param transientErrors may be empty; Oracle's are negative
 */
public record StepEntry(
        RetryEntry retry, List<Integer> transientErrors, Duration resumable, Duration ddlLockTimeout,
        Duration maxStepTime) {

    public static final StepEntry NONE = new StepEntry(RetryEntry.NONE, List.of(), null, null, null);

    public StepEntry {
        transientErrors = List.copyOf(transientErrors);
    }
}
