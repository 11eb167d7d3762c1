package org.domops.cli;

import java.time.Duration;

/** Waiting between two questions to the server; a test needn't. */
@FunctionalInterface
interface Pause {

    void pause(Duration time) throws InterruptedException;
}
