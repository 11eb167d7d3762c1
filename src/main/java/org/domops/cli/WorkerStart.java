package org.domops.cli;

import org.domops.delegate.remote.RemoteWorkerSettings;

/** Starts a worker inside this process; returns when it is at work. */
@FunctionalInterface
interface WorkerStart {

    void start(RemoteWorkerSettings settings);
}
