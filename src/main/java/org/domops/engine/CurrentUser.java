package org.domops.engine;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/** Who sent the request that is being answered. */
@Component
public class CurrentUser {

    private static final String NOBODY = "dom";

    private final IdentityService identity;

    CurrentUser(IdentityService identity) {
        this.identity = identity;
    }

    /** The login's name; {@code dom} where nobody is logged in. */
    public String name() {
        Authentication user = identity.getCurrentAuthentication();
        return user == null || user.getUserId() == null ? NOBODY : user.getUserId();
    }
}
