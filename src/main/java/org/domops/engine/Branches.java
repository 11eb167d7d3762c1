package org.domops.engine;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

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
        return model.getModelElementsByType(BoundaryEvent.class).stream().anyMatch(event -> !event.cancelActivity())
                || model.getModelElementsByType(SubProcess.class).stream().anyMatch(SubProcess::triggeredByEvent)
                || forks(model);
    }

    /** By the flows, as the elements incoming and outgoing are optional. An activity with several is a fork, too. */
    private static boolean forks(BpmnModelInstance model) {
        Map<FlowNode, Long> outgoing = model.getModelElementsByType(SequenceFlow.class).stream()
                .collect(Collectors.groupingBy(SequenceFlow::getSource, Collectors.counting()));
        return outgoing.entrySet().stream().anyMatch(flows -> flows.getValue() > 1
                && (flows.getKey() instanceof ParallelGateway || flows.getKey() instanceof InclusiveGateway
                        || flows.getKey() instanceof Activity));
    }
}
