package org.domops.engine;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.error.Hint;
import org.springframework.stereotype.Component;

import java.util.LinkedHashMap;
import java.util.Map;

/** The engine's REST interface, with DOM's refusals answered as 409 or 400 and not as errors of the server. */
@Component
@ApplicationPath("/engine-rest")
public class EngineRest extends CamundaJerseyResourceConfig {

    static final String PROBLEM = "application/problem+json";

    private final CurrentUser user;

    EngineRest(CurrentUser user) {
        this.user = user;
    }

    @Override
    protected void registerAdditionalResources() {
        register(new Refusals());
        register(new WorkerRequests(user));
        register(new StartRequests());
        register(new MalformedDiagram());
        register(new ChangedMeanwhile());
    }

    /** RFC 9457, in the same form as /api has it. */
    static Map<String, Object> problem(DomCode code, int status, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", code.meaning());
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("code", code.number());
        problem.put("label", code.label());
        Hint.of(code).ifPresent(hint -> problem.put("hint", hint));
        return problem;
    }

    /** A start that DOM refuses. */
    static final class Refusals implements ExceptionMapper<DomException> {

        @Override
        public Response toResponse(DomException e) {
            int status = switch (e.code()) {
                case INVALID_REQUEST, BAD_RUN_MODE, BAD_RESTART_MODE -> 400;
                case NOT_ALLOWED -> 403;
                default -> 409;
            };
            return Response.status(status).type(PROBLEM).entity(problem(e.code(), status, e.getMessage())).build();
        }
    }
}
