package org.domops.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.repository.fleetfile.FleetMistakes;
import org.domops.repository.fleetfile.Mistake;

import java.util.List;

/**
 * An error for a person or a program: RFC 9457 problem details with DOM's code.
 *
 * @param code e.g. -20001
 * @param label e.g. DOM-20001
 * @param mistakes of a fleet file; null: it is no such error
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, int code, String label,
                      List<Mistake> mistakes) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(DomException e) {
        return new Problem("about:blank", e.code().meaning(), status(e.code()), e.getMessage(), e.code().number(),
                e.code().label(), e instanceof FleetMistakes mistakes ? mistakes.mistakes() : null);
    }

    private static int status(DomCode code) {
        return switch (code) {
            case NO_SUCH_RUN -> 404;
            case INVALID_REQUEST, INVALID_FLEET_FILE, BAD_RUN_MODE -> 400;
            case NOT_AUTHENTICATED -> 401;
            case INTERNAL -> 500;
            default -> 409;
        };
    }
}
