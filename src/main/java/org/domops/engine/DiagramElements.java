package org.domops.engine;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BpmnModelElementInstance;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

/** Makes the elements of a generated diagram. All ids are given: the same operation gives the same text. */
final class DiagramElements {

    private final BpmnModelInstance model;

    DiagramElements(BpmnModelInstance model) {
        this.model = model;
    }

    <T extends FlowNode> T node(BpmnModelElementInstance scope, Class<T> type, String id, String name) {
        T node = model.newInstance(type, id);
        node.setName(name);
        scope.addChildElement(node);
        return node;
    }

    ServiceTask step(BpmnModelElementInstance scope, StepKind kind, String id, String name) {
        ServiceTask step = node(scope, ServiceTask.class, id, name);
        step.setCamundaType("external");
        step.setCamundaTopic(kind.topic());
        return step;
    }

    SequenceFlow flow(FlowNode from, FlowNode to) {
        SequenceFlow flow = model.newInstance(SequenceFlow.class, "flow-" + from.getId() + "-" + to.getId());
        ((BpmnModelElementInstance) from.getParentElement()).addChildElement(flow);
        flow.setSource(from);
        flow.setTarget(to);
        from.getOutgoing().add(flow);
        to.getIncoming().add(flow);
        return flow;
    }

    void property(BaseElement element, String name, String value) {
        CamundaProperty property = model.newInstance(CamundaProperty.class, element.getId() + "-" + name.replace(':', '-'));
        property.setCamundaName(name);
        property.setCamundaValue(value);
        CamundaProperties properties = model.newInstance(CamundaProperties.class);
        properties.addChildElement(property);
        ExtensionElements extensions = model.newInstance(ExtensionElements.class);
        extensions.addChildElement(properties);
        element.setExtensionElements(extensions);
    }

    /** @param text null: nothing is added */
    void documentation(BaseElement element, String text) {
        if (text != null) {
            Documentation documentation = model.newInstance(Documentation.class, element.getId() + "-documentation");
            documentation.setTextContent(text);
            element.addChildElement(documentation);
        }
    }
}
