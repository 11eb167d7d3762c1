package org.domops.engine;

import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/** Moves a token to another element of its diagram; the new token comes first, so that its scope stays. */
record Relocate(LaneToken token, String activityId) implements Command<Void> {

    @Override
    public Void execute(CommandContext context) {
        context.getProcessEngineConfiguration().getRuntimeService()
                .createProcessInstanceModification(token.place().processInstanceId())
                .startBeforeActivity(activityId)
                .cancelAllForActivity(token.place().activityId())
                .setAnnotation("DOM: the lane goes on where its former instance was")
                .execute();
        return null;
    }
}
