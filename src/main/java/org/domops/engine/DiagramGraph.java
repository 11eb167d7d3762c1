package org.domops.engine;

import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.domops.error.DomCode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where tokens can go in a process: along flows, into and out of subprocesses, and by events at activities. */
final class DiagramGraph {

    private static final String COMPLETE = String.valueOf(DomCode.OPERATION_COMPLETE.number());

    private final List<FlowNode> nodes = new ArrayList<>();
    private final Map<FlowNode, List<FlowNode>> targets = new HashMap<>();
    private final Map<FlowNode, Integer> incoming = new HashMap<>();
    private final Process process;

    DiagramGraph(Process process) {
        this.process = process;
        collect(process);
    }

    /** All of the process, those of its subprocesses too. */
    List<FlowNode> nodes() {
        return nodes;
    }

    private void collect(ModelElementInstance scope) {
        // by the flows: the elements incoming and outgoing are optional, and Modeler alone writes them
        for (SequenceFlow flow : scope.getChildElementsByType(SequenceFlow.class)) {
            targets.computeIfAbsent(flow.getSource(), source -> new ArrayList<>()).add(flow.getTarget());
            incoming.merge(flow.getTarget(), 1, Integer::sum);
        }
        for (FlowNode node : scope.getChildElementsByType(FlowNode.class)) {
            nodes.add(node);
            if (node instanceof SubProcess) {
                collect(node);
            }
        }
    }

    /** Where the flows out of a node lead. */
    List<FlowNode> targets(FlowNode node) {
        return targets.getOrDefault(node, List.of());
    }

    /** How many flows lead to a node. */
    int incoming(FlowNode node) {
        return incoming.getOrDefault(node, 0);
    }

    /** All that a new instance can reach. */
    Set<FlowNode> reachable() {
        return reachable(List.copyOf(process.getChildElementsByType(StartEvent.class)));
    }

    Set<FlowNode> reachable(Collection<? extends FlowNode> from) {
        return reachable(from, Set.of(), process);
    }

    /**
     * In the order of their distance.
     *
     * @param barriers before which tokens stop
     * @param scope whose end tokens do not leave, as it ends with the last of them only
     */
    Set<FlowNode> reachable(Collection<? extends FlowNode> from, Set<FlowNode> barriers, ModelElementInstance scope) {
        Set<FlowNode> reached = new LinkedHashSet<>();
        Deque<FlowNode> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            FlowNode node = open.poll();
            if (!barriers.contains(node) && reached.add(node)) {
                open.addAll(next(node, scope));
            }
        }
        return reached;
    }

    private List<FlowNode> next(FlowNode node, ModelElementInstance scope) {
        List<FlowNode> next = new ArrayList<>();
        if (node instanceof SubProcess inner) {
            next.addAll(inner.getChildElementsByType(StartEvent.class));
            inner.getChildElementsByType(SubProcess.class).stream().filter(SubProcess::triggeredByEvent)
                    .forEach(event -> next.addAll(event.getChildElementsByType(StartEvent.class)));
        } else {
            next.addAll(targets(node));
        }
        if (node instanceof EndEvent end && end.getEventDefinitions().stream().anyMatch(DiagramGraph::isComplete)) {
            handler(node).ifPresent(next::add);
        } else if (targets(node).isEmpty() && node.getParentElement() instanceof SubProcess around && !around.equals(scope)) {
            next.addAll(targets(around));
        }
        if (node instanceof Activity activity) {
            next.addAll(boundaries(activity));
        }
        return next;
    }

    /** The events at an activity's border. */
    List<BoundaryEvent> boundaries(Activity activity) {
        return activity.getParentElement().getChildElementsByType(BoundaryEvent.class).stream()
                .filter(event -> activity.equals(event.getAttachedTo())).toList();
    }

    /** The subprocesses around a node, the innermost first. */
    List<SubProcess> around(FlowNode node) {
        List<SubProcess> around = new ArrayList<>();
        ModelElementInstance parent = node.getParentElement();
        while (parent instanceof SubProcess subProcess) {
            around.add(subProcess);
            parent = parent.getParentElement();
        }
        return around;
    }

    /** The event that catches -20100 when a node raises it, as the engine looks for it: the nearest one. */
    Optional<? extends CatchEvent> handler(FlowNode node) {
        FlowNode raising = node;
        while (true) {
            Optional<? extends CatchEvent> own = raising instanceof Activity activity ? boundaries(activity).stream()
                    .filter(DiagramGraph::catchesComplete).findFirst() : Optional.empty();
            if (own.isPresent()) {
                return own;
            }
            ModelElementInstance scope = raising.getParentElement();
            Optional<StartEvent> inScope = scope.getChildElementsByType(SubProcess.class).stream()
                    .filter(SubProcess::triggeredByEvent)
                    .flatMap(event -> event.getChildElementsByType(StartEvent.class).stream())
                    .filter(DiagramGraph::catchesComplete).findFirst();
            if (inScope.isPresent() || !(scope instanceof SubProcess)) {
                return inScope;
            }
            raising = (SubProcess) scope;
        }
    }

    private static boolean catchesComplete(CatchEvent event) {
        return event.getEventDefinitions().stream().anyMatch(definition -> definition instanceof ErrorEventDefinition
                && (isComplete(definition) || code(definition).isEmpty()));
    }

    private static boolean isComplete(EventDefinition definition) {
        return definition instanceof ErrorEventDefinition && code(definition).filter(COMPLETE::equals).isPresent();
    }

    /** Empty: the event catches every error. */
    private static Optional<String> code(EventDefinition definition) {
        return Optional.ofNullable(((ErrorEventDefinition) definition).getError()).map(Error::getErrorCode);
    }
}
