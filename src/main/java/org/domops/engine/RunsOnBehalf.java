package org.domops.engine;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

import java.util.Map;

/** Starts runs for people who are no users of the engine: who ordered it is recorded, the right to was checked elsewhere. */
@Component
public class RunsOnBehalf {

    private final Processes processes;
    private final IdentityService identity;
    private final ProcessEngineConfigurationImpl engine;

    RunsOnBehalf(Processes processes, IdentityService identity, ProcessEngineConfigurationImpl engine) {
        this.processes = processes;
        this.identity = identity;
        this.engine = engine;
    }

    /** As {@link Processes#startRun}, in the caller's transaction. @param username is recorded with the run */
    public Map<String, Object> startRun(String username, Map<String, Object> variables) {
        identity.setAuthenticatedUserId(username);
        try {
            return engine.getCommandExecutorTxRequired()
                    .execute(context -> context.runWithoutAuthorization(() -> processes.startRun(variables)));
        } finally {
            identity.clearAuthentication();
        }
    }
}
