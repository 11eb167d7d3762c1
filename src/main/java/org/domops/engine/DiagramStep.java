package org.domops.engine;

import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A service task of a diagram that calls a package.
 *
 * @param element its id
 * @param procedure that it calls, in upper case; of a TASK without the property {@code procedure} empty
 * @param arguments after the handle, as texts that may be expressions
 */
public record DiagramStep(String element, StepKind kind, String procedure, List<String> arguments) {

    /** The name under which a step with arguments is logged. */
    static String name(String procedure, String element) {
        return procedure + "#" + element;
    }

    /** The name under which the step is logged. */
    public String name() {
        return arguments.isEmpty() ? procedure : name(procedure, element);
    }

    /** All of a process, those in its subprocesses too, in document order. */
    static List<DiagramStep> of(Process process) {
        List<DiagramStep> steps = new ArrayList<>();
        add(process.getChildElementsByType(ServiceTask.class).stream().toList(), steps);
        process.getChildElementsByType(SubProcess.class).forEach(inner -> add(inner, steps));
        return steps;
    }

    private static void add(SubProcess subProcess, List<DiagramStep> steps) {
        add(subProcess.getChildElementsByType(ServiceTask.class).stream().toList(), steps);
        subProcess.getChildElementsByType(SubProcess.class).forEach(inner -> add(inner, steps));
    }

    private static void add(List<ServiceTask> tasks, List<DiagramStep> steps) {
        tasks.forEach(task -> StepKind.ofTopic(task.getCamundaTopic()).ifPresent(kind -> steps.add(of(task, kind))));
    }

    private static DiagramStep of(ServiceTask task, StepKind kind) {
        if (kind != StepKind.TASK) {
            return new DiagramStep(task.getId(), kind, kind.name(), List.of());
        }
        Map<String, String> properties = properties(task);
        return new DiagramStep(task.getId(), kind,
                properties.getOrDefault(LaneTokens.PROCEDURE, "").toUpperCase(Locale.ROOT), CallArguments.texts(properties));
    }

    /** The extension properties of an element; empty: none. */
    static Map<String, String> properties(BaseElement element) {
        Map<String, String> properties = new LinkedHashMap<>();
        ExtensionElements extensions = element.getExtensionElements();
        if (extensions != null) {
            for (CamundaProperties list : extensions.getElementsQuery().filterByType(CamundaProperties.class).list()) {
                for (CamundaProperty property : list.getCamundaProperties()) {
                    if (property.getCamundaName() != null && property.getCamundaValue() != null) {
                        properties.put(property.getCamundaName(), property.getCamundaValue());
                    }
                }
            }
        }
        return properties;
    }
}
