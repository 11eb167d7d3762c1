package org.domops.cli;

import org.domops.console.Console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * A start that is ended by a signal ends at once: nothing is at work yet that had to be waited for, and Spring's own
 * hook would wait until the start is over. What the process holds (files' locks, sessions of the repository) ends with it.
 */
final class EndWhileStarting implements AutoCloseable {

    private static final int BY_SIGNAL = 128;

    private final Map<Signal, SignalHandler> former = new LinkedHashMap<>();
    private final Console console;
    private final Runnable release;
    private boolean starting = true;

    private EndWhileStarting(Console console, Runnable release) {
        this.console = console;
        this.release = release;
    }

    /** @param release what is to be done before the process ends, besides */
    static EndWhileStarting begin(Console console, Runnable release) {
        EndWhileStarting end = new EndWhileStarting(console, release);
        for (String name : List.of("TERM", "INT", "HUP")) {
            end.handle(name);
        }
        return end;
    }

    private void handle(String name) {
        try {
            Signal signal = new Signal(name);
            former.put(signal, Signal.handle(signal, got -> exit(BY_SIGNAL + got.getNumber())));
        } catch (IllegalArgumentException e) {
            // this system has no such signal, or the JVM was told to leave it alone (-Xrs)
            System.getLogger(EndWhileStarting.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }

    /** Ends the process; at once while the server starts, in good order when it is at work. */
    void exit(int status) {
        synchronized (this) {
            if (starting) {
                release.run();
                console.line("the server was stopped before it was ready; nothing was at work");
                Runtime.getRuntime().halt(status);
            }
        }
        System.exit(status);
    }

    /** Lanes may be worked on from now on, or the start has failed: signals do what they usually do. */
    @Override
    public synchronized void close() {
        starting = false;
        former.forEach(Signal::handle);
        former.clear();
    }
}
