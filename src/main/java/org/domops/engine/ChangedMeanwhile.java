package org.domops.engine;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.domops.error.DomException;

/** E.g. an instance is deleted while a worker extends the lock of its token: the engine answers that as its own failure. */
@Priority(1)
final class ChangedMeanwhile implements ExceptionMapper<OptimisticLockingException> {

    private static final int CONFLICT = 409;

    @Override
    public Response toResponse(OptimisticLockingException e) {
        DomException told = OptimisticLocking.told(e);
        return Response.status(CONFLICT).type(EngineRest.PROBLEM)
                .entity(EngineRest.problem(told.code(), CONFLICT, told.getMessage())).build();
    }
}
