package org.domops.engine;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.domops.error.DomCode;

/** E.g. an instance is deleted while a worker extends the lock of its token: the engine answers that as its own failure. */
@Priority(1)
final class ChangedMeanwhile implements ExceptionMapper<OptimisticLockingException> {

    @Override
    public Response toResponse(OptimisticLockingException e) {
        return Response.status(409).type(EngineRest.PROBLEM).entity(EngineRest.problem(DomCode.CHANGED_MEANWHILE, 409,
                "Something that the request changes was changed at the same moment, e.g. by a worker that extended a step's "
                        + "lock. Nothing was changed by the request.")).build();
    }
}
