package org.domops.engine;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.util.regex.Pattern;

/**
 * What members of the group domworker may ask of the engine's REST interface: to fetch tokens and to give them back. The
 * right that the engine wants for these would also do to complete, delete and change the instances of every lane.
 */
final class WorkerRequests implements ContainerRequestFilter {

    private static final Pattern OPEN = Pattern.compile("/?external-task/(fetchAndLock|[^/]+/unlock)");

    private final IdentityService identity;

    WorkerRequests(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Authentication user = identity.getCurrentAuthentication();
        if (!WorkerGroup.only(user)) {
            return;
        }
        String path = request.getUriInfo().getPath();
        if (!request.getMethod().equals("POST") || !OPEN.matcher(path).matches()) {
            throw new DomException(DomCode.NOT_ALLOWED, "The user " + user.getUserId() + " is a worker's: a member of the group "
                    + WorkerGroup.ID + " may fetch tokens and give them back, and not " + request.getMethod() + " " + path
                    + "; expected another user for it.");
        }
    }
}
