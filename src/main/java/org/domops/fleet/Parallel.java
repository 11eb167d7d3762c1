package org.domops.fleet;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/** The same work on several servers at once. */
final class Parallel {

    private Parallel() {
    }

    interface Work<T> {
        void on(T item) throws IOException, SQLException;
    }

    /** Waits for all of them, then throws what the first one that failed threw; the others' are suppressed in it. */
    static <T> void run(List<T> items, Work<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(items.size());
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (T item : items) {
                futures.add(threads.submit(() -> {
                    work.on(item);
                    return null;
                }));
            }
            RuntimeException first = null;
            for (Future<?> future : futures) {
                RuntimeException problem = problemOf(future);
                if (first == null) {
                    first = problem;
                } else if (problem != null) {
                    first.addSuppressed(problem);
                }
            }
            if (first != null) {
                throw first;
            }
        } finally {
            threads.shutdown();
        }
    }

    private static RuntimeException problemOf(Future<?> future) {
        try {
            future.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof RuntimeException problem ? problem
                    : new DomException(DomCode.FLEET_START_FAILED, "the embedded fleet: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new DomException(DomCode.FLEET_START_FAILED, "interrupted while the embedded fleet was busy", e);
        }
    }
}
