package org.domops.delegate.remote;

import org.camunda.bpm.client.task.ExternalTask;
import org.domops.engine.CallArguments;
import org.domops.engine.LaneToken;
import org.domops.engine.StepKind;
import org.domops.engine.TokenPlace;

import java.util.List;

/** What the engine's client knows of a token; the server tells the rest with the first order. */
final class FetchedToken {

    static final String DATABASE_ID = "databaseId";

    private FetchedToken() {
    }

    /** @param leaseMillis for which it is locked */
    static LaneToken of(ExternalTask task, long leaseMillis) {
        StepKind kind = StepKind.ofTask(task.getTopicName()).orElseThrow();
        TokenPlace place = new TokenPlace(task.getProcessInstanceId(), task.getProcessDefinitionId(), task.getActivityId(), false, null);
        return new LaneToken(task.getId(), task.getWorkerId(), place, kind, kind.name(), task.getActivityId(),
                new CallArguments(List.of(), null), number(task.getBusinessKey()), databaseId(task), leaseMillis);
    }

    /** 0: it is no lane's, which the server says then. */
    private static long number(String businessKey) {
        return businessKey != null && businessKey.matches("\\d{1,18}") ? Long.parseLong(businessKey) : 0;
    }

    private static long databaseId(ExternalTask task) {
        return task.getVariable(DATABASE_ID) instanceof Number id ? id.longValue() : 0;
    }
}
