package org.domops.engine;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.ProcessInstanceWithVariables;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;

/** The engine's process instances of runs and lanes. Every method takes part in the caller's transaction, if there is one. */
@Component
public class Processes {

    public static final String RUN = "dom-run";
    public static final String LANE = "dom-lane";
    /** The receive task of dom-run that waits for the lanes of a wave. */
    public static final String WAVE_OVER = "waveOver";
    private static final String NEXT = "next";

    private final RuntimeService service;

    Processes(RuntimeService service) {
        this.service = service;
    }

    /**
     * Starts a dom-run instance.
     *
     * @return the variables that it has when it waits or ends, {@code runId} and {@code restarted} among them
     * @throws DomException NOT_ALLOWED if the engine's user has no authorization to start it; else what refuses the run
     */
    public Map<String, Object> startRun(Map<String, Object> variables) {
        try {
            ProcessInstanceWithVariables instance = service.createProcessInstanceByKey(RUN).setVariables(variables)
                    .executeWithVariablesInReturn();
            return instance.getVariables();
        } catch (AuthorizationException e) {
            throw new DomException(DomCode.NOT_ALLOWED, "The user " + e.getUserId() + " may not start runs.", e);
        }
    }

    /** Starts a dom-lane instance. @return its id */
    public String startLane(long runId, Map<String, Object> variables) {
        return service.startProcessInstanceByKey(LANE, String.valueOf(runId), variables).getId();
    }

    /**
     * Goes on from a receive task, if the instance waits there.
     *
     * @param next what comes next; null: nothing to choose
     * @return whether it waited there
     */
    public boolean proceed(String processInstanceId, String receiveTask, String next) {
        List<Execution> waiting = service.createExecutionQuery().processInstanceId(processInstanceId)
                .activityId(receiveTask).list();
        if (waiting.size() != 1) {
            // several: somebody has put further tokens there, see hasSeveralTokens
            return false;
        }
        service.signal(waiting.get(0).getId(), next == null ? Map.of() : Map.of(NEXT, next));
        return true;
    }

    /** Whether the instance waits at a receive task. */
    public boolean waits(String processInstanceId, String receiveTask) {
        return service.createExecutionQuery().processInstanceId(processInstanceId).activityId(receiveTask).count() > 0;
    }

    /**
     * Starts a dom-run instance that waits for its lanes, in place of one that somebody deleted.
     *
     * @return its id
     */
    public String resumeRun(long runId, Map<String, Object> variables) {
        return service.createProcessInstanceByKey(RUN).businessKey(String.valueOf(runId)).setVariables(variables)
                .startBeforeActivity(WAVE_OVER).execute().getId();
    }

    /** Whether somebody has given the dom-run instance further tokens: its diagram has one. */
    public boolean hasSeveralTokens(String processInstanceId) {
        return service.createNativeExecutionQuery().sql("""
                select E.* from ACT_RU_EXECUTION E
                where E.PROC_INST_ID_ = #{instance} and E.IS_ACTIVE_ = #{active} and E.ACT_ID_ is not null""")
                .parameter("instance", processInstanceId).parameter("active", true).list().size() > 1;
    }

    /** Deletes an instance for good. */
    public void delete(String processInstanceId, String reason) {
        service.deleteProcessInstanceIfExists(processInstanceId, reason, true, true, false, false);
    }

    public boolean exists(String processInstanceId) {
        return processInstanceId != null
                && service.createProcessInstanceQuery().processInstanceId(processInstanceId).count() > 0;
    }
}
