package org.domops.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.Set;

/** Gives a refused login, which the engine's filter answers with nothing but a status, a body that says what is wrong. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RefusalBodies extends OncePerRequestFilter {

    private static final Set<Integer> EMPTY = Set.of(401, 403);

    private final ProblemWriter problems;

    RefusalBodies(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/api") && !path.startsWith("/v3/") && !path.startsWith("/engine-rest");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (EMPTY.contains(response.getStatus()) && !response.isCommitted() && response.getContentType() == null) {
            problems.write(response, RequestProblems.of(response.getStatus(), request, null));
        }
    }
}
