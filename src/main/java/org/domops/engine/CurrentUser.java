package org.domops.engine;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.stereotype.Component;

import java.util.function.Supplier;

/** Who has logged in, as the engine knows it. */
@Component
public class CurrentUser {

    private static final String NOBODY = "dom";

    private final IdentityService identity;
    private final AuthorizationService authorizations;

    CurrentUser(IdentityService identity, AuthorizationService authorizations) {
        this.identity = identity;
        this.authorizations = authorizations;
    }

    /** The user's id; {@code dom} where DOM itself is at work. */
    public String name() {
        Authentication user = identity.getCurrentAuthentication();
        return user == null || user.getUserId() == null ? NOBODY : user.getUserId();
    }

    /**
     * The user's id, if it may change runs that are under way: the engine's UPDATE_INSTANCE on the process dom-run.
     *
     * @throws DomException NOT_ALLOWED
     */
    public String whoMayControlRuns() {
        Authentication user = identity.getCurrentAuthentication();
        if (user == null || user.getUserId() == null || !authorizations.isUserAuthorized(user.getUserId(),
                user.getGroupIds(), Permissions.UPDATE_INSTANCE, Resources.PROCESS_DEFINITION, Processes.RUN)) {
            throw new DomException(DomCode.NOT_ALLOWED, "The user " + name() + " may not change runs; expected the "
                    + "authorization UPDATE_INSTANCE on the process definition " + Processes.RUN + ".");
        }
        return user.getUserId();
    }

    /**
     * The user's id, if it may work on lanes: a member of the group domworker, or an administrator of the engine.
     *
     * @throws DomException NOT_ALLOWED
     */
    public String whoMayWork() {
        Authentication user = identity.getCurrentAuthentication();
        if (user == null || user.getGroupIds() == null || !user.getGroupIds().contains(WorkerGroup.ID)
                && !user.getGroupIds().contains(Groups.CAMUNDA_ADMIN)) {
            throw new DomException(DomCode.NOT_ALLOWED, "The user " + name() + " may not work on lanes; expected a member of "
                    + "the group " + WorkerGroup.ID + ".");
        }
        return user.getUserId();
    }

    /** @throws DomException NOT_ALLOWED: the user is a member of the group domworker, who may do nothing but work on lanes */
    public void requireMoreThanWorker() {
        if (WorkerGroup.only(identity.getCurrentAuthentication())) {
            throw new DomException(DomCode.NOT_ALLOWED, "The user " + name() + " is a worker's: a member of the group "
                    + WorkerGroup.ID + " may work on lanes, and ask nothing else; expected another user for it.");
        }
    }

    /**
     * Does work as DOM itself, for a user who may order it: the engine asks for no further authorizations, e.g. on the
     * process instances of lanes.
     */
    public <T> T asDom(Supplier<T> work) {
        Authentication user = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return work.get();
        } finally {
            identity.setAuthentication(user);
        }
    }
}
