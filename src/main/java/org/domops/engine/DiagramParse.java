package org.domops.engine;

import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.xml.ModelParseException;
import org.domops.error.Causes;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/**
 * The engine's parsing of a diagram, with topics by site, and with DOM's rules added when it is deployed. One that is deployed already is read
 * again without them: what runs on it goes on, also when a later version of DOM is stricter.
 */
final class DiagramParse extends BpmnParse {

    private final DiagramRules rules;

    DiagramParse(BpmnParser parser, DiagramRules rules) {
        super(parser);
        this.rules = rules;
    }

    @Override
    protected void parseRootElement() {
        super.parseRootElement();
        if (!hasErrors() && deployment != null && deployment.isNew()) {
            check(new ByteArrayInputStream(deployment.getResource(name).getBytes()));
        }
    }

    @Override
    protected void parseExternalServiceTask(ActivityImpl activity, Element task, Element properties) {
        super.parseExternalServiceTask(activity, task, properties);
        SiteTopic.give(activity, task.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, PROPERTYNAME_EXTERNAL_TASK_TOPIC));
    }

    private void check(InputStream text) {
        try {
            for (DiagramProblem problem : rules.problems(Bpmn.readModelFromStream(text))) {
                addError(problem.toString(), element(List.of(getRootElement()), problem.element()), problem.element());
            }
        } catch (ModelParseException e) {
            addError("the file is not BPMN: " + Causes.innermost(e).getMessage(), getRootElement());
        }
    }

    private Element element(List<Element> elements, String id) {
        for (Element element : elements) {
            Element found = id.equals(element.attribute("id")) ? element : element(element.elements(), id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
