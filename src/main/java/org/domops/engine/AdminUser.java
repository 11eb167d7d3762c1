package org.domops.engine;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The engine's user {@code admin}, who may do everything. */
@Component
public class AdminUser {

    private static final String ID = "admin";

    private final IdentityService identity;

    AdminUser(IdentityService identity) {
        this.identity = identity;
    }

    /** Gives the user this password, whatever it was; the engine keeps its salted hash only. */
    public void setPassword(String password) {
        User user = identity.createUserQuery().userId(ID).singleResult();
        user.setPassword(password);
        identity.saveUser(user);
    }

    public boolean hasPassword(String password) {
        return identity.checkPassword(ID, password);
    }
}
