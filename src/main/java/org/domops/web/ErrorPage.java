package org.domops.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.domops.error.DomCode;
import org.domops.repository.RepositoryOutage;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

import java.io.IOException;

/** The last resort: what went wrong outside the controllers is a problem too, without a stack trace. */
@Controller
@io.swagger.v3.oas.annotations.Hidden
class ErrorPage implements ErrorController {

    private final ProblemWriter problems;

    ErrorPage(ProblemWriter problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        Object error = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (error instanceof Throwable outage && (RepositoryOutage.in(outage) || RepositoryOutage.connectionTaken(outage))) {
            problems.write(response, Problem.of(RepositoryOutage.told(outage)));
            return;
        }
        problems.write(response, status < 500 ? RequestProblems.of(status, request, null)
                : Problem.of(DomCode.INTERNAL, status, "The request met an error inside DOM."));
    }
}
