package org.domops.engine;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a diagram must be like to be an operation: a process that has a step of DOM's, and is not one of DOM's own. */
final class DiagramRules {

    static final String TOPICS = "dom-";
    private static final Set<String> OWN = Set.of(Processes.RUN, Processes.LANE);

    private final KnownProcedures procedures;

    /** @param procedures which the operations' packages have */
    DiagramRules(KnownProcedures procedures) {
        this.procedures = procedures;
    }

    /** All problems of all operations in the model; empty: none. */
    List<DiagramProblem> problems(BpmnModelInstance model) {
        List<DiagramProblem> problems = new ArrayList<>();
        for (Process process : model.getModelElementsByType(Process.class)) {
            if (!OWN.contains(process.getId()) && !topics(process).isEmpty()) {
                problems.addAll(problems(process));
            }
        }
        return problems;
    }

    private List<DiagramProblem> problems(Process process) {
        List<DiagramProblem> problems = new ArrayList<>();
        if (!process.isExecutable()) {
            problems.add(new DiagramProblem(process.getId(), "the process is not executable, so nothing would be deployed",
                    "isExecutable=\"true\""));
        }
        DiagramGraph graph = new DiagramGraph(process);
        List<DiagramStep> steps = DiagramStep.of(process);
        topics(process).forEach(element -> problems.addAll(TopicRules.problems(element)));
        steps.forEach(step -> problems.addAll(CallRules.problems(process, step, procedures)));
        problems.addAll(new PathRules(process, graph, steps).problems());
        problems.addAll(new EventRules(graph, steps).problems());
        problems.addAll(new BranchRules(graph, steps).problems());
        return problems;
    }

    /** The elements inside one that have a topic of DOM's. */
    private static List<ModelElementInstance> topics(ModelElementInstance scope) {
        return scope.getModelInstance().getModelElementsByType(BaseElement.class).stream()
                .filter(element -> topic(element).startsWith(TOPICS) && within(element, scope))
                .collect(Collectors.toList());
    }

    private static boolean within(ModelElementInstance element, ModelElementInstance scope) {
        return element != null && (element.equals(scope) || within(element.getParentElement(), scope));
    }

    static String topic(ModelElementInstance element) {
        String topic = element.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "topic");
        return topic == null ? "" : topic.strip();
    }

    /** The topic of an element. */
    static final class TopicRules {

        private TopicRules() {
        }

        static List<DiagramProblem> problems(ModelElementInstance element) {
            String id = element.getAttributeValue("id");
            String topic = topic(element);
            if (!(element instanceof ServiceTask task)) {
                return List.of(new DiagramProblem(id, "it has the topic " + topic + " and is a "
                        + element.getElementType().getTypeName(), "a service task"));
            }
            if (!"external".equals(task.getCamundaType())) {
                return List.of(new DiagramProblem(id, "it has the topic " + topic + " and is not an external task",
                        "the implementation External"));
            }
            boolean known = StepKind.ofTopic(task.getCamundaTopic()).filter(kind -> kind != StepKind.INSTALL).isPresent();
            return known ? List.of() : List.of(new DiagramProblem(id, "the topic " + topic
                    + (StepKind.INSTALL.topic().equals(topic) ? " belongs to the process dom-lane" : " is unknown"),
                    "one of dom-iterator, dom-initial, dom-task, dom-final"));
        }
    }
}
