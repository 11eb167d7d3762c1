package org.domops;

import org.springframework.context.SmartLifecycle;

/** A moment of the server's start at which something is done. */
abstract class StartMoment implements SmartLifecycle {

    private final int phase;
    private volatile boolean running;

    /** @param phase the lowest comes first; see {@link SmartLifecycle} */
    StartMoment(int phase) {
        this.phase = phase;
    }

    /** What is done; an exception ends the start. */
    abstract void reached();

    @Override
    public final void start() {
        running = true;
        reached();
    }

    @Override
    public final void stop() {
        running = false;
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    @Override
    public final int getPhase() {
        return phase;
    }
}
