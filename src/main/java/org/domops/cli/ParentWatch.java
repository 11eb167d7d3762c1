package org.domops.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.IntConsumer;

/**
 * Ends this process in good order when the one that started it is gone, however it went: its end of our standard input
 * closes even when it was killed.
 */
final class ParentWatch {

    private ParentWatch() {
    }

    /** @param exit takes the exit status and ends the process */
    static void begin(IntConsumer exit) {
        Thread watch = new Thread(() -> {
            awaitEnd(System.in);
            exit.accept(ExitStatus.SUCCESS);
        }, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEnd(InputStream input) {
        try {
            // what is read means nothing, only the end does
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // a broken pipe is an end, too
        }
    }
}
