package org.domops.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.error.Hint;
import org.domops.repository.fleetfile.FleetMistakes;
import org.domops.repository.fleetfile.Mistake;

import java.util.List;

/**
 * An error for a person or a program: RFC 9457 problem details with DOM's code.
 *
 * @param title what the code means
 * @param status the HTTP status
 * @param detail what was wrong, where, what was expected
 * @param code e.g. -20001
 * @param label e.g. DOM-20001
 * @param hint what a person may do; null: nothing is known
 * @param mistakes of a fleet file; null: it is no such error
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "An error: RFC 9457 problem details with DOM's code")
public record Problem(
        @Schema(example = "about:blank") String type,
        @Schema(example = "the operation is already running") String title,
        @Schema(example = "409") int status,
        @Schema(example = "The operation drop-partition is already running on PROD: run 57, started by admin.") String detail,
        @Schema(example = "-20001") int code,
        @Schema(example = "DOM-20001") String label,
        @Schema(example = "'dom runs' shows it; it can be started again when it is over") String hint,
        List<Mistake> mistakes) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(DomException e) {
        return new Problem("about:blank", e.code().meaning(), status(e.code()), e.getMessage(), e.code().number(),
                e.code().label(), Hint.of(e.code()).orElse(null),
                e instanceof FleetMistakes mistakes ? mistakes.mistakes() : null);
    }

    static Problem of(DomCode code, int status, String detail) {
        return new Problem("about:blank", code.meaning(), status, detail, code.number(), code.label(),
                Hint.of(code).orElse(null), null);
    }

    private static int status(DomCode code) {
        return switch (code) {
            case NO_SUCH_RUN, NO_SUCH_RESOURCE -> 404;
            case INVALID_REQUEST, INVALID_FLEET_FILE, BAD_RUN_MODE, BAD_RESTART_MODE, REASON_MISSING -> 400;
            case NOT_AUTHENTICATED -> 401;
            case NOT_ALLOWED -> 403;
            case WRONG_METHOD -> 405;
            case TOO_LARGE -> 413;
            case WRONG_MEDIA_TYPE -> 415;
            case INTERNAL -> 500;
            case REPOSITORY_UNAVAILABLE -> 503;
            default -> 409;
        };
    }
}
