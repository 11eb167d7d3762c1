package org.domops.engine;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.domops.error.Causes;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.dao.ConcurrencyFailureException;

import java.util.function.Supplier;

/**
 * What the engine says when somebody else has changed a row since it was read, e.g. the owner of a lane that extends its
 * lease each few seconds: the transaction is rolled back, and the caller is expected to give the same again.
 */
public final class OptimisticLocking {

    private static final int TRIES = 5;

    private OptimisticLocking() {
    }

    /** Whether the error is one; so are a deadlock that the database has ended, and a lock that it did not give in time. */
    public static boolean in(Throwable error) {
        return Causes.of(error).anyMatch(cause -> cause instanceof OptimisticLockingException
                || cause instanceof ConcurrencyFailureException);
    }

    /**
     * Does work that is a transaction of its own, at most five times, until nobody has changed the same.
     *
     * @throws DomException CHANGED_MEANWHILE: somebody has, each time
     */
    public static <T> T again(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (!in(e)) {
                    throw e;
                }
                if (tries == TRIES) {
                    throw told(e);
                }
            }
        }
    }

    /** For people: CHANGED_MEANWHILE. */
    public static DomException told(Throwable error) {
        return new DomException(DomCode.CHANGED_MEANWHILE, "Something that the request changes was changed at the same moment, "
                + "e.g. by a worker that extended a step's lock. Nothing was changed by the request.", error);
    }
}
