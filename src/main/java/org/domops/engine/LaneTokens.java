package org.domops.engine;

import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

import java.util.Locale;

/** Makes lanes' tokens of the engine's locked tasks. */
final class LaneTokens {

    /** The extension property of a service task that names the procedure to call. */
    static final String PROCEDURE = "procedure";
    static final String DATABASE_ID = "databaseId";

    private final ProcessEngineConfigurationImpl engine;
    private final Branches branches;

    LaneTokens(ProcessEngineConfigurationImpl engine, Branches branches) {
        this.engine = engine;
        this.branches = branches;
    }

    /** Whether it is a lane's: with the run's id as business key, the variable databaseId, and a procedure. */
    static boolean ofLane(LockedExternalTask task) {
        return ofLane(task, task.getBusinessKey());
    }

    static boolean ofLane(LockedExternalTask task, String businessKey) {
        return businessKey != null && businessKey.matches("\\d{1,18}")
                && task.getVariables().get(DATABASE_ID) instanceof Number
                && (!StepKind.TASK.topic().equals(SiteTopic.plain(task.getTopicName()))
                        || task.getExtensionProperties().containsKey(PROCEDURE));
    }

    /** @param lease in milliseconds */
    LaneToken of(LockedExternalTask task, long lease) {
        return of(task, task.getBusinessKey(), lease);
    }

    LaneToken of(LockedExternalTask task, String businessKey, long lease) {
        return of(task, Long.parseLong(businessKey), ((Number) task.getVariables().get(DATABASE_ID)).longValue(), lease);
    }

    LaneToken of(LockedExternalTask task, long runId, long databaseId, long lease) {
        StepKind kind = StepKind.ofTask(task.getTopicName()).orElseThrow();
        TokenPlace place = new TokenPlace(task.getProcessInstanceId(), task.getProcessDefinitionId(), task.getActivityId(),
                branches.in(task.getProcessDefinitionId()), SiteTopic.site(task.getTopicName()).orElse(null));
        String procedure = (kind == StepKind.TASK ? task.getExtensionProperties().get(PROCEDURE) : kind.name())
                .toUpperCase(Locale.ROOT);
        CallArguments arguments = kind == StepKind.TASK && !CallArguments.texts(task.getExtensionProperties()).isEmpty()
                ? engine.getCommandExecutorTxRequired().execute(CallArguments.of(task)) : CallArguments.NONE;
        String step = arguments == CallArguments.NONE ? procedure : DiagramStep.name(procedure, task.getActivityId());
        return new LaneToken(task.getId(), task.getWorkerId(), place, kind, procedure, step, arguments, runId, databaseId,
                lease);
    }
}
