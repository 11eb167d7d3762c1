package org.domops.engine;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The engine's group of the users with which workers log in. Its members may lock the tasks of every process instance,
 * and take part in DOM's own /api/worker; they may neither start nor control runs.
 */
@Component
public class WorkerGroup {

    public static final String ID = "domworker";

    private final IdentityService identity;
    private final AuthorizationService authorizations;

    WorkerGroup(IdentityService identity, AuthorizationService authorizations) {
        this.identity = identity;
        this.authorizations = authorizations;
    }

    /** Makes it where it is not there; of several servers that start at once one does. */
    @EventListener(ApplicationReadyEvent.class)
    void make() {
        if (identity.createGroupQuery().groupId(ID).count() > 0) {
            return;
        }
        try {
            save();
        } catch (RuntimeException e) {
            if (identity.createGroupQuery().groupId(ID).count() == 0) {
                throw e;
            }
        }
    }

    /** Whether the user is in the group, and so may do nothing but work on lanes. @param user null: nobody has logged in */
    static boolean only(Authentication user) {
        return user != null && user.getGroupIds() != null && user.getGroupIds().contains(ID)
                && !user.getGroupIds().contains(Groups.CAMUNDA_ADMIN);
    }

    private void save() {
        Group group = identity.newGroup(ID);
        group.setName("DOM workers");
        group.setType("WORKFLOW");
        identity.saveGroup(group);
        Authorization lock = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        lock.setGroupId(ID);
        lock.setResource(Resources.PROCESS_INSTANCE);
        lock.setResourceId(Authorization.ANY);
        lock.addPermission(Permissions.READ);
        lock.addPermission(Permissions.UPDATE);
        authorizations.saveAuthorization(lock);
    }
}
