package org.domops.run;

import org.camunda.bpm.engine.rest.impl.FetchAndLockContextListener;

/**
 * The thread of the engine's REST interface that answers fetches which wait for tasks. There is one for the whole JVM, and it
 * does not start again once a server of the JVM has stopped: the fetches at the next one would never be answered.
 */
final class LongPolling extends FetchAndLockContextListener {

    /** Before another server starts in this JVM. */
    static void renew() {
        fetchAndLockHandler = null;
    }
}
