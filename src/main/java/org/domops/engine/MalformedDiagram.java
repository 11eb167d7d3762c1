package org.domops.engine;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.domops.error.Causes;
import org.domops.error.DomCode;
import org.xml.sax.SAXParseException;

/** A diagram that is no XML, or has an expression that is none: the engine raises that as its own failure. */
@Priority(1)
final class MalformedDiagram implements ExceptionMapper<ProcessEngineException> {

    /** Whether the engine has failed because of what was given to it to deploy. */
    static boolean is(ProcessEngineException e) {
        return Causes.of(e).anyMatch(cause -> {
            String name = cause.getClass().getName();
            return cause instanceof SAXParseException || name.contains("TreeBuilderException") || name.contains("ScanException");
        });
    }

    /** Without a full stop. */
    static String sentence(ProcessEngineException e) {
        return Causes.first(SAXParseException.class, e)
                .map(xml -> "it is not XML: " + xml.getMessage().strip().replaceFirst("\\.$", "") + " (line " + xml.getLineNumber()
                        + ", column " + xml.getColumnNumber() + ")")
                .orElseGet(() -> "it has an expression that is none: " + Causes.innermost(e).getMessage());
    }

    /** By REST a diagram is deployed without DOM: 400 for what is wrong with it, the engine's own answer for all else. */
    @Override
    public Response toResponse(ProcessEngineException e) {
        return is(e) ? Response.status(400).type(EngineRest.PROBLEM)
                .entity(EngineRest.problem(DomCode.BAD_DIAGRAM, 400, "The diagram can't be deployed: " + sentence(e) + ".")).build()
                : ExceptionHandlerHelper.getInstance().getResponse(e);
    }
}
