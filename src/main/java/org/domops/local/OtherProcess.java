package org.domops.local;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another process of this machine that is to be known again, and to end. */
public final class OtherProcess {

    private OtherProcess() {
    }

    /** Process id and start time: what tells a process from a later one with the same id. */
    public static String identity(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().map(Instant::toString).orElse("?");
    }

    /**
     * Asks the process to end, waits, and in the end makes it end.
     *
     * @param limit how long it is waited for, in the given unit
     */
    public static void end(ProcessHandle process, long limit, TimeUnit unit) {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            process.onExit().get(limit, unit);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (ExecutionException e) {
            throw new DomException(DomCode.INTERNAL, "the end of process " + process.pid() + " can't be awaited", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
