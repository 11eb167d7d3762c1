package org.domops.target;

import java.time.Duration;

/**
 * What a step asked its target for.
 *
 * @param resumable for how long a statement waits for space before it fails; null: not at all
 * @param ddlLockTimeout for how long a DDL waits for locks; null: the dialect's default
 */
public record StepSettings(Duration resumable, Duration ddlLockTimeout) {

    public static final StepSettings NONE = new StepSettings(null, null);
}
