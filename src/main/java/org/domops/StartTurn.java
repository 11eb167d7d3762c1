package org.domops;

/** One server's turn to start: the engine makes its tables, and deploys, without a lock of its own. */
@FunctionalInterface
interface StartTurn extends AutoCloseable {

    /** The turn of a server that has its repository for itself. */
    StartTurn ALONE = () -> { };

    @Override
    void close();
}
