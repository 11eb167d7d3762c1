package org.domops.engine;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.stereotype.Component;

import java.util.Map;

/** The engine's REST interface, with DOM's refusals answered as 409 or 400 and not as errors of the server. */
@Component
@ApplicationPath("/engine-rest")
public class EngineRest extends CamundaJerseyResourceConfig {

    @Override
    protected void registerAdditionalResources() {
        register(new Refusals());
    }

    /** A start that DOM refuses. */
    static final class Refusals implements ExceptionMapper<DomException> {

        @Override
        public Response toResponse(DomException e) {
            int status = e.code() == DomCode.INVALID_REQUEST || e.code() == DomCode.BAD_RUN_MODE ? 400 : 409;
            return Response.status(status).type("application/problem+json").entity(Map.of(
                    "type", "about:blank", "title", e.code().meaning(), "status", status, "detail", e.getMessage(),
                    "code", e.code().number(), "label", e.code().label())).build();
        }
    }
}
