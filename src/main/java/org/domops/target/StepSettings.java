package org.domops.target;

import java.time.Duration;

/**
 * What a step asked its target for. It holds for the step alone.
 *
 * @param resumable for how long a statement waits for space before it fails; null: not at all. Oracle's resumable space
 *     allocation; MariaDB has nothing like it, so there it is ignored and a full table fails the statement at once
 * @param ddlLockTimeout for how long a DDL waits for locks, in whole seconds; null: the dialect's default (MariaDB: 5
 *     minutes). On MariaDB it is {@code lock_wait_timeout}, so it holds for the metadata locks of all statements
 */
public record StepSettings(Duration resumable, Duration ddlLockTimeout) {

    public static final StepSettings NONE = new StepSettings(null, null);
}
