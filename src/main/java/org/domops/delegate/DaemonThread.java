package org.domops.delegate;

/** Threads that don't keep the process alive: what they do is ended by {@link WorkerStop}, or continued by another owner. */
public final class DaemonThread {

    private DaemonThread() {
    }

    /** Not started. */
    public static Thread of(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
