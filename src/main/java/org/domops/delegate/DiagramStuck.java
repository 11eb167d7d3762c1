package org.domops.delegate;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.domops.error.Causes;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.sql.SQLException;

/**
 * A token can't leave its step, as the diagram asks for something that isn't there: a gateway's condition or a timer that
 * can't be evaluated. Trying again won't help.
 */
final class DiagramStuck extends RuntimeException {

    /** A parameter may be defined just now; and another branch's end is no reason. */
    private static final int TRIES = 3;

    private DiagramStuck(String message, RuntimeException cause) {
        super(message, cause);
    }

    /** @throws DiagramStuck for what an expression of the diagram refuses, e.g. a parameter that is not defined */
    static void throwUnlessLost(DomException e) {
        if (e.code() != DomCode.STEP_LOST) {
            throw new DiagramStuck(e.getMessage(), e);
        }
    }

    /** @throws DiagramStuck when the engine has failed for such a reason a few times */
    static void throwIf(RuntimeException e, int tries) {
        if (tries < TRIES || !(e instanceof ProcessEngineException) || e instanceof OptimisticLockingException
                || e instanceof NotFoundException || e instanceof SuspendedEntityInteractionException) {
            // the last: somebody has suspended the instance in Cockpit, and will activate it
            return;
        }
        if (Causes.first(SQLException.class, e).isEmpty()) {
            throw new DiagramStuck(Causes.innermost(e).getMessage(), e);
        }
    }
}
