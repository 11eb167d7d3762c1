package org.domops.engine;

import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two tokens must not call the same step at once: it has one row in the log. */
final class BranchRules {

    private final DiagramGraph graph;
    private final Map<String, DiagramStep> steps = new LinkedHashMap<>();

    BranchRules(DiagramGraph graph, List<DiagramStep> steps) {
        this.graph = graph;
        steps.forEach(step -> this.steps.put(step.element(), step));
    }

    List<DiagramProblem> problems() {
        Map<String, DiagramProblem> problems = new LinkedHashMap<>();
        for (FlowNode node : graph.nodes()) {
            if (forks(node)) {
                problems(node, graph.targets(node)).forEach(problem -> problems.putIfAbsent(problem.element(), problem));
            }
        }
        return List.copyOf(problems.values());
    }

    private boolean forks(FlowNode node) {
        return graph.targets(node).size() > 1
                && (node instanceof ParallelGateway || node instanceof InclusiveGateway || node instanceof Activity);
    }

    private List<DiagramProblem> problems(FlowNode fork, List<FlowNode> branches) {
        Set<FlowNode> barriers = join(fork, branches).map(Set::of).orElseGet(Set::of);
        List<DiagramProblem> problems = new ArrayList<>();
        Map<String, DiagramStep> before = new LinkedHashMap<>();
        for (FlowNode branch : branches) {
            List<DiagramStep> own = graph.reachable(List.of(branch), barriers, fork.getParentElement()).stream()
                    .map(node -> steps.get(node.getId())).filter(step -> step != null).toList();
            for (DiagramStep step : own) {
                DiagramStep other = before.get(step.name());
                if (other != null) {
                    problems.add(problem(fork, step, other));
                }
            }
            own.forEach(step -> before.putIfAbsent(step.name(), step));
        }
        return problems;
    }

    private static DiagramProblem problem(FlowNode fork, DiagramStep step, DiagramStep other) {
        return step.element().equals(other.element())
                ? new DiagramProblem(step.element(), "two branches from " + fork.getId() + " lead to the step without being joined",
                        "a parallel or inclusive gateway that joins them before it")
                : new DiagramProblem(step.element(), step.procedure() + " is called in another branch from " + fork.getId()
                        + ", too, by " + other.element(), "each procedure in one branch only, or with arguments");
    }

    /** The nearest gateway that waits for all branches; empty: they end by themselves. */
    private Optional<FlowNode> join(FlowNode fork, List<FlowNode> branches) {
        List<Set<FlowNode>> reached = branches.stream()
                .map(branch -> graph.reachable(List.of(branch), Set.of(), fork.getParentElement())).toList();
        return reached.get(0).stream()
                .filter(node -> node != fork && graph.incoming(node) > 1)
                .filter(node -> node instanceof ParallelGateway || node instanceof InclusiveGateway)
                .filter(node -> reached.stream().allMatch(others -> others.contains(node)))
                .findFirst();
    }
}
