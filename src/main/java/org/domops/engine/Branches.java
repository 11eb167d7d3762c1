package org.domops.engine;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which diagrams can have several tokens at once. Told from the model, as a token that comes later can't be foreseen. */
@Component
class Branches {

    private final RepositoryService service;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    Branches(RepositoryService service) {
        this.service = service;
    }

    boolean in(String processDefinitionId) {
        return known.computeIfAbsent(processDefinitionId, id -> in(service.getBpmnModelInstance(id)));
    }

    private static boolean in(BpmnModelInstance model) {
        return model.getModelElementsByType(ParallelGateway.class).stream().anyMatch(split -> split.getOutgoing().size() > 1)
                || model.getModelElementsByType(InclusiveGateway.class).stream().anyMatch(split -> split.getOutgoing().size() > 1)
                || model.getModelElementsByType(BoundaryEvent.class).stream().anyMatch(event -> !event.cancelActivity())
                || model.getModelElementsByType(SubProcess.class).stream().anyMatch(SubProcess::triggeredByEvent)
                || model.getModelElementsByType(Activity.class).stream().anyMatch(Branches::splits);
    }

    /** An activity with several outgoing flows is a fork in BPMN; with conditions it may be one. */
    private static boolean splits(Activity activity) {
        return activity.getOutgoing().stream().filter(SequenceFlow.class::isInstance).count() > 1;
    }
}
