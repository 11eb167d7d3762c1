package org.domops.web;

import jakarta.servlet.http.HttpServletRequest;
import org.domops.engine.OptimisticLocking;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.repository.RepositoryOutage;
import org.domops.log.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.DisconnectedClientHelper;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Answers every error of /api with problem details; no stack trace reaches a person. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> refused(DomException e) {
        return answer(Problem.of(e), HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e) {
        if (e.getMostSpecificCause() instanceof BodyTooLarge tooLarge) {
            return refused(new DomException(DomCode.TOO_LARGE, tooLarge.getMessage(), e));
        }
        return refused(new DomException(DomCode.INVALID_REQUEST, JsonMistake.words(e), e));
    }

    @ExceptionHandler
    ResponseEntity<Problem> mistyped(MethodArgumentTypeMismatchException e) {
        Class<?> type = e.getRequiredType();
        Class<?> element = type == List.class ? Status.class : type;
        String expected = element == null || !element.isEnum() ? element == boolean.class ? "true or false" : "a whole number"
                : "one of " + Arrays.stream(element.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        return refused(new DomException(DomCode.INVALID_REQUEST, "\"" + e.getValue() + "\" is no valid " + e.getName()
                + "; expected " + expected + ".", e));
    }

    /**
     * What Spring refuses before a controller is asked, e.g. a wrong address, method or content type; and all that nobody
     * thought of.
     *
     * @return null: nobody waits for the answer
     */
    @ExceptionHandler
    ResponseEntity<Problem> unexpected(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse response && response.getStatusCode().value() < 500) {
            return answer(RequestProblems.of(response.getStatusCode().value(), request, e), response.getHeaders());
        }
        if (RepositoryOutage.in(e) || RepositoryOutage.connectionTaken(e)) {
            return refused(RepositoryOutage.told(e));
        }
        if (OptimisticLocking.in(e)) {
            return refused(OptimisticLocking.told(e));
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            LOG.debug("A client did not wait for the answer to its request", e);
            return null;
        }
        LOG.error("A request met an error inside DOM", e);
        return refused(new DomException(DomCode.INTERNAL, "The request met an error inside DOM: "
                + e.getClass().getSimpleName() + ".", e));
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status()).headers(headers)
                .contentType(org.springframework.http.MediaType.parseMediaType(Problem.MEDIA_TYPE)).body(problem);
    }
}
