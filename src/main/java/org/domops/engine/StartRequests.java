package org.domops.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.rest.dto.VariableValueDto;
import org.camunda.bpm.engine.rest.dto.runtime.StartProcessInstanceDto;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Starts of processes through the engine's REST interface: what the engine would answer with an error of the server, or
 * with the names of its classes, is refused as a request that is not valid.
 */
final class StartRequests implements ContainerRequestFilter, ReaderInterceptor, ContainerResponseFilter {

    private static final Set<String> TYPES = Set.of("string", "integer", "long", "short", "boolean", "double", "null", "date");

    @Override
    public void filter(ContainerRequestContext request) {
        if (start(request) && !request.hasEntity()) {
            throw refusal("There is no body; expected JSON with the variables operation and environment.", null);
        }
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException, WebApplicationException {
        if (!StartProcessInstanceDto.class.equals(context.getType())) {
            return context.proceed();
        }
        try {
            StartProcessInstanceDto start = (StartProcessInstanceDto) context.proceed();
            require(start);
            return start;
        } catch (JsonProcessingException e) {
            throw refusal("The body is not the JSON that was expected" + (e.getLocation() == null ? "" : ": see line "
                    + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr()) + ".", e);
        }
    }

    private static void require(StartProcessInstanceDto start) {
        if (start == null) {
            throw refusal("The body is null; expected JSON with the variables operation and environment.", null);
        }
        if (start.getStartInstructions() != null && !start.getStartInstructions().isEmpty()) {
            throw refusal("A run begins where its process begins; expected no startInstructions.", null);
        }
        if (start.getVariables() != null) {
            start.getVariables().forEach(StartRequests::require);
        }
    }

    private static void require(String name, VariableValueDto variable) {
        if (variable == null) {
            throw refusal("The variable " + name + " is null; expected {\"value\": …}.", null);
        }
        if (name.equals("instance") && notWhole(variable.getValue())) {
            throw refusal("The variable instance is " + variable.getValue() + "; expected a whole number from 1.", null);
        }
        if (variable.getType() != null && !TYPES.contains(variable.getType().toLowerCase(Locale.ROOT))) {
            throw refusal("The variable " + name + " is of type " + variable.getType()
                    + "; expected one of String, Integer, Long, Short, Boolean, Double, Date, Null.", null);
        }
    }

    /** 1.5 and 4294967297 are not 1. */
    private static boolean notWhole(Object value) {
        return value instanceof Number number && number.doubleValue() != number.intValue();
    }

    /** The engine's own refusals get DOM's form, so that a client has one to read. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (start(request) && response.getEntity() instanceof ExceptionDto refused && response.getStatus() < 500) {
            response.setEntity(EngineRest.problem(code(response.getStatus()), response.getStatus(), words(refused.getMessage())),
                    null, MediaType.valueOf(EngineRest.PROBLEM));
        }
    }

    /** Without the engine's ids and Java's types. */
    private static String words(String message) {
        return message == null ? "" : message.replaceFirst("^Cannot instantiate process definition [^ ]+: ", "")
                .replaceFirst(" to java type [^ ]+", "");
    }

    private static DomCode code(int status) {
        return switch (status) {
            case 403 -> DomCode.NOT_ALLOWED;
            case 404 -> DomCode.NO_SUCH_RESOURCE;
            case 405 -> DomCode.WRONG_METHOD;
            case 406, 415 -> DomCode.WRONG_MEDIA_TYPE;
            default -> DomCode.INVALID_REQUEST;
        };
    }

    private static boolean start(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return path.startsWith("process-definition/") && path.endsWith("/start");
    }

    private static DomException refusal(String message, Throwable cause) {
        return new DomException(DomCode.INVALID_REQUEST, message, cause);
    }
}
