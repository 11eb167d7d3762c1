package org.domops.engine;

import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which steps there must be, and the way of -20100, "operation complete", to FINAL. */
final class PathRules {

    private final Process process;
    private final DiagramGraph graph;
    private final List<DiagramStep> steps;

    PathRules(Process process, DiagramGraph graph, List<DiagramStep> steps) {
        this.process = process;
        this.graph = graph;
        this.steps = steps;
    }

    List<DiagramProblem> problems() {
        List<DiagramProblem> problems = new ArrayList<>();
        for (StepKind kind : List.of(StepKind.ITERATOR, StepKind.INITIAL, StepKind.FINAL)) {
            List<DiagramStep> own = of(kind);
            String expected = "exactly one service task with the topic " + kind.topic();
            if (own.isEmpty()) {
                problems.add(new DiagramProblem(process.getId(), "the process has no " + kind, expected));
            }
            own.stream().skip(1).forEach(second -> problems.add(new DiagramProblem(second.element(),
                    "it is a second " + kind + ", beside " + own.get(0).element(), expected)));
        }
        Set<FlowNode> reachable = graph.reachable();
        for (DiagramStep step : steps) {
            if (!reachable.contains(node(step))) {
                problems.add(new DiagramProblem(step.element(), "no flow leads from the start to the step", "one that does"));
            }
        }
        if (!of(StepKind.FINAL).isEmpty()) {
            steps.stream().filter(step -> step.kind() != StepKind.FINAL && step.kind() != StepKind.INSTALL)
                    .forEach(step -> completion(step).ifPresent(problems::add));
        }
        return problems;
    }

    private Optional<DiagramProblem> completion(DiagramStep step) {
        Optional<? extends CatchEvent> handler = graph.handler(node(step));
        String expected = "an error event for -20100 at its border, or around it, that leads to FINAL";
        if (handler.isEmpty()) {
            return Optional.of(new DiagramProblem(step.element(), "nothing catches -20100 (operation complete) when the step "
                    + "raises it", expected));
        }
        boolean leads = graph.reachable(List.of(handler.get())).stream()
                .anyMatch(node -> of(StepKind.FINAL).stream().anyMatch(last -> last.element().equals(node.getId())));
        return leads ? Optional.empty() : Optional.of(new DiagramProblem(step.element(), handler.get().getId()
                + " catches -20100 (operation complete) and does not lead to FINAL", expected));
    }

    private List<DiagramStep> of(StepKind kind) {
        return steps.stream().filter(step -> step.kind() == kind).toList();
    }

    private FlowNode node(DiagramStep step) {
        return process.getModelInstance().getModelElementById(step.element());
    }
}
