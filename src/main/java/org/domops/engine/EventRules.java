package org.domops.engine;

import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What must not happen to a step that runs on a target: the engine can't end it there. */
final class EventRules {

    private final DiagramGraph graph;
    private final Set<FlowNode> withSteps = new HashSet<>();

    EventRules(DiagramGraph graph, List<DiagramStep> steps) {
        this.graph = graph;
        Set<String> elements = steps.stream().map(DiagramStep::element).collect(Collectors.toSet());
        graph.nodes().stream().filter(node -> elements.contains(node.getId())).forEach(step -> {
            withSteps.add(step);
            withSteps.addAll(graph.around(step));
        });
    }

    List<DiagramProblem> problems() {
        List<DiagramProblem> problems = new ArrayList<>();
        for (FlowNode node : graph.nodes()) {
            if (node instanceof BoundaryEvent event && event.cancelActivity() && !isError(event)
                    && withSteps.contains(event.getAttachedTo())) {
                problems.add(interrupts(event, "a step of " + event.getAttachedTo().getId()));
            }
            if (node instanceof StartEvent event && event.isInterrupting() && !isError(event)
                    && event.getParentElement() instanceof SubProcess around && around.triggeredByEvent()) {
                problems.add(interrupts(event, "the steps beside " + around.getId()));
            }
            if (node instanceof EndEvent end && end.getEventDefinitions().stream()
                    .anyMatch(TerminateEventDefinition.class::isInstance)) {
                problems.add(new DiagramProblem(end.getId(), "it would end steps that still run on a target",
                        "an end event of another kind; -20100 as an error is the way to FINAL"));
            }
            if (node instanceof Activity activity && withSteps.contains(activity)
                    && activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics) {
                problems.add(new DiagramProblem(activity.getId(), "as a multi-instance activity it would run one step several "
                        + "times, but a step has one row in the log of a round", "a loop by flows, or one element for each call"));
            }
        }
        return problems;
    }

    private static DiagramProblem interrupts(CatchEvent event, String what) {
        return new DiagramProblem(event.getId(), "it would interrupt " + what + " that may be running on a target, which "
                + "has to be cancelled there first; this is not built", "a non-interrupting event");
    }

    private static boolean isError(CatchEvent event) {
        return event.getEventDefinitions().stream().anyMatch(ErrorEventDefinition.class::isInstance);
    }
}
