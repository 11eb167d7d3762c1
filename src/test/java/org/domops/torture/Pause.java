package org.domops.torture;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The harness's own pace between two looks; no test waits by it for something to be true. */
final class Pause {

    private Pause() {
    }

    static void of(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
