package org.domops.cli;

/** A log that grows while a run goes on. */
interface FollowedLog {

    /** Prints what has ended since the last call. */
    void more();
}
