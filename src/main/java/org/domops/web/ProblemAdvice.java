package org.domops.web;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers every error of /api with problem details; no stack trace reaches a person. */
@RestControllerAdvice(basePackageClasses = ProblemAdvice.class)
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Problem> refused(DomException e) {
        return answer(Problem.of(e));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e) {
        return refused(new DomException(DomCode.INVALID_REQUEST, "The request's body is not the JSON that was expected: "
                + e.getMostSpecificCause().getMessage().lines().findFirst().orElse("")));
    }

    @ExceptionHandler
    ResponseEntity<Problem> mistyped(MethodArgumentTypeMismatchException e) {
        return refused(new DomException(DomCode.INVALID_REQUEST, "\"" + e.getValue() + "\" is no valid " + e.getName()
                + ": a number was expected."));
    }

    @ExceptionHandler
    ResponseEntity<Problem> unexpected(Exception e) throws Exception {
        if (e instanceof NoResourceFoundException || e instanceof org.springframework.web.ErrorResponse) {
            throw e;
        }
        LOG.error("A request met an error inside DOM", e);
        return refused(new DomException(DomCode.INTERNAL, "The request met an error inside DOM: "
                + e.getClass().getSimpleName() + ".", e));
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status(problem.status()).contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .body(problem);
    }
}
