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

/** Who types the server's address, or /camunda, comes to Cockpit; the webapps' own filter would lead to an empty task list. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HomePage extends OncePerRequestFilter {

    private static final String COCKPIT = "/camunda/app/cockpit/default/";
    private static final Set<String> FROM = Set.of("/", "/camunda", "/camunda/", "/camunda/app", "/camunda/app/");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !FROM.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.sendRedirect(COCKPIT);
    }
}
