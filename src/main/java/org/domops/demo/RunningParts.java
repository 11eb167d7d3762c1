package org.domops.demo;

import org.domops.console.Console;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What runs beside this process's own work: stopped at the demo's end, and at any end of the process but kill -9. */
final class RunningParts implements AutoCloseable {

    private static final long TOLD_SOON_MILLIS = 1_000;

    private final Console console;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean closed;

    RunningParts(Console console) {
        this.console = console;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            told.countDown();
            close();
            stopped.countDown();
        }, "demo-stop"));
    }

    /** The server: stopped before the databases that it works on. Its own end ends this process. */
    DemoServer keep(DemoServer server) {
        keep(server, true);
        server.unexpectedEnd().thenAccept(reason -> {
            if (!toldToEnd()) {
                console.error(DomCode.SERVER_NOT_STARTED.label() + " the server ended: " + reason);
                System.exit(1);
            }
        });
        return server;
    }

    <T extends AutoCloseable> T keep(T databases) {
        keep(databases, false);
        return databases;
    }

    private synchronized void keep(AutoCloseable part, boolean first) {
        if (closed) {
            stop(part);
            throw new DomException(DomCode.SERVER_NOT_STARTED, "the demo was ended while it started");
        }
        if (first) {
            parts.addFirst(part);
        } else {
            parts.addLast(part);
        }
    }

    /** Whether the process is told to end; Ctrl-C reaches the server as well, and it may be gone before we hear of it. */
    boolean toldToEnd() {
        try {
            return told.await(TOLD_SOON_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Returns when the process was told to end and everything is stopped. */
    void awaitEnd() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        if (!parts.isEmpty()) {
            console.line("Stopping the server and the databases.");
        }
        closed = true;
        while (!parts.isEmpty()) {
            stop(parts.pop());
        }
    }

    private void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            // the others are to be stopped, too
            console.error("could not be stopped: " + e.getMessage());
        }
    }
}
