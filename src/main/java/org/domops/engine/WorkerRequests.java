package org.domops.engine;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

import java.util.regex.Pattern;

/**
 * What members of the group domworker may ask of the engine's REST interface: to fetch tokens and to give them back. The
 * right that the engine wants for these would also do to complete, delete and change the instances of every lane.
 */
final class WorkerRequests implements ContainerRequestFilter {

    private static final Pattern OPEN = Pattern.compile("/?external-task/(fetchAndLock|[^/]+/unlock)");

    private final CurrentUser user;

    WorkerRequests(CurrentUser user) {
        this.user = user;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getMethod().equals("POST") || !OPEN.matcher(request.getUriInfo().getPath()).matches()) {
            user.requireMoreThanWorker();
        }
    }
}
