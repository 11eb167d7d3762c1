package org.domops;

import org.springframework.context.SmartLifecycle;

/** The moment of a start from which on lanes are worked on: the last before the worker begins. */
final class AtWork implements SmartLifecycle {

    private final Runnable told;
    private volatile boolean running;

    AtWork(Runnable told) {
        this.told = told;
    }

    @Override
    public void start() {
        running = true;
        told.run();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The worker has the default, which is the highest. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
