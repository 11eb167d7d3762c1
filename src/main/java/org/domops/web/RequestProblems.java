package org.domops.web;

import jakarta.servlet.http.HttpServletRequest;
import org.domops.error.DomCode;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;

/** Requests that are refused for their form, before anything of DOM is asked. */
final class RequestProblems {

    private RequestProblems() {
    }

    /**
     * @param status the HTTP status, from 400 to 499
     * @param cause null: none is known
     */
    static Problem of(int status, HttpServletRequest request, Exception cause) {
        String place = request.getMethod() + " " + path(request);
        return switch (status) {
            case 401 -> Problem.of(DomCode.NOT_AUTHENTICATED, status, request.getHeader("Authorization") == null
                    ? "No user and password came with the request; expected HTTP Basic."
                    : "The user or the password that came with the request is not right.");
            case 403 -> Problem.of(DomCode.NOT_ALLOWED, status, "The user may not do this: " + place + ".");
            case 404 -> Problem.of(DomCode.NO_SUCH_RESOURCE, status, "There is nothing at " + path(request) + ".");
            case 405 -> Problem.of(DomCode.WRONG_METHOD, status, place + " is not possible" + methods(cause) + ".");
            case 406 -> Problem.of(DomCode.WRONG_MEDIA_TYPE, status, "The answer would be JSON, and the request accepts only "
                    + request.getHeader("Accept") + ".");
            case 413 -> Problem.of(DomCode.TOO_LARGE, status, "The request is too large.");
            case 415 -> Problem.of(DomCode.WRONG_MEDIA_TYPE, status, "The request's body is " + (request.getContentType() == null
                    ? "of no content type" : request.getContentType()) + "; expected application/json.");
            default -> Problem.of(DomCode.INVALID_REQUEST, status, words(cause, place));
        };
    }

    /** Where an error was dispatched, the address that a person asked for. */
    private static String path(HttpServletRequest request) {
        Object original = request.getAttribute(jakarta.servlet.RequestDispatcher.ERROR_REQUEST_URI);
        return original == null ? request.getRequestURI() : original.toString();
    }

    private static String methods(Exception cause) {
        return cause instanceof HttpRequestMethodNotSupportedException e && e.getSupportedMethods() != null
                ? "; expected " + String.join(" or ", e.getSupportedMethods()) : "";
    }

    private static String words(Exception cause, String place) {
        return cause instanceof MissingServletRequestParameterException e
                ? "The parameter " + e.getParameterName() + " is missing in " + place + "."
                : "The request is not valid: " + place + ".";
    }
}
