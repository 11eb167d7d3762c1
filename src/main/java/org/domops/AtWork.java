package org.domops;

/** From here on lanes are worked on: the last moment before the worker begins. */
final class AtWork extends StartMoment {

    private final Runnable told;

    AtWork(Runnable told) {
        // the worker has the default, which is the highest
        super(DEFAULT_PHASE - 1);
        this.told = told;
    }

    @Override
    void reached() {
        told.run();
    }
}
