package org.domops.demo;

import org.domops.console.Console;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/** What runs beside this process's own work: stopped, the last first, at the demo's end and at any end of the process. */
final class RunningParts implements AutoCloseable {

    private final Console console;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private boolean closed;

    RunningParts(Console console) {
        this.console = console;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "demo-stop"));
    }

    /** @return the part */
    synchronized <T extends AutoCloseable> T keep(T part) {
        if (closed) {
            stop(part);
            throw new DomException(DomCode.SERVER_NOT_STARTED, "the demo was ended while it started");
        }
        parts.push(part);
        return part;
    }

    /** Ends this process when the server ends on its own: the story can't go on without it. */
    void endWith(DemoServer server) {
        server.unexpectedEnd().thenAccept(reason -> {
            console.error("the server ended: " + reason);
            System.exit(1);
        });
    }

    /** Returns when the parts are stopped, i.e. when the process is told to end. */
    void awaitEnd() {
        try {
            end.await();
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
        end.countDown();
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
