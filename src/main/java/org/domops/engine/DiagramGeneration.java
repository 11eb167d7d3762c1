package org.domops.engine;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.Definitions;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.domops.error.DomCode;
import org.domops.repository.WantedDiagram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The diagram of an operation whose tasks are called one after the other, round by round, until -20100 leads to FINAL.
 * The same operation always gives the same text.
 */
final class DiagramGeneration {

    /** The extension property of a process that DOM has generated. */
    static final String MARK = "dom:generated";
    private static final String MODELER = "http://camunda.org/schema/modeler/1.0";

    private final WantedDiagram wanted;
    private final BpmnModelInstance model = Bpmn.createEmptyModel();
    private final DiagramElements make = new DiagramElements(model);
    private final List<ServiceTask> tasks = new ArrayList<>();

    DiagramGeneration(WantedDiagram wanted) {
        this.wanted = wanted;
    }

    BpmnModelInstance model() {
        Definitions definitions = definitions();
        Process process = process(definitions);
        StartEvent start = make.node(process, StartEvent.class, "start", "Object begins");
        ExclusiveGateway again = make.node(process, ExclusiveGateway.class, "nextRound", null);
        SubProcess round = make.node(process, SubProcess.class, "round", "Round");
        inside(round);
        BoundaryEvent complete = complete(definitions, process, round);
        ServiceTask last = make.step(process, StepKind.FINAL, "FINAL", "FINAL");
        EndEvent end = make.node(process, EndEvent.class, "end", "Object complete");
        make.flow(start, again);
        make.flow(again, round);
        make.flow(round, again);
        make.flow(complete, last);
        make.flow(last, end);
        new DiagramPicture(model, wanted.operation(), tasks).draw();
        return model;
    }

    private Definitions definitions() {
        Definitions definitions = model.newInstance(Definitions.class, wanted.operation() + "-definitions");
        definitions.setTargetNamespace("http://domops.org/processes");
        definitions.getDomElement().registerNamespace("modeler", MODELER);
        definitions.setAttributeValueNs(MODELER, "executionPlatform", "Camunda Platform");
        definitions.setAttributeValueNs(MODELER, "executionPlatformVersion", "7.24.0");
        model.setDefinitions(definitions);
        return definitions;
    }

    private Process process(Definitions definitions) {
        Process process = model.newInstance(Process.class, wanted.operation());
        definitions.addChildElement(process);
        process.setName(wanted.operation());
        process.setExecutable(true);
        process.setCamundaIsStartableInTasklist(false);
        process.setCamundaHistoryTimeToLiveString("P180D");
        make.documentation(process, wanted.description());
        make.property(process, MARK, "true");
        return process;
    }

    private void inside(SubProcess round) {
        StartEvent begins = make.node(round, StartEvent.class, "roundStart", "Round begins");
        ServiceTask iterator = make.step(round, StepKind.ITERATOR, "ITERATOR", "ITERATOR");
        ExclusiveGateway due = make.node(round, ExclusiveGateway.class, "initialDue", "INITIAL due?");
        ServiceTask initial = make.step(round, StepKind.INITIAL, "INITIAL", "INITIAL");
        ExclusiveGateway first = make.node(round, ExclusiveGateway.class, "firstTask", null);
        make.flow(begins, iterator);
        make.flow(iterator, due);
        SequenceFlow yes = make.flow(due, initial);
        yes.setName("yes");
        ConditionExpression condition = model.newInstance(ConditionExpression.class, "initialIsDue");
        condition.setTextContent("${initialDue}");
        yes.setConditionExpression(condition);
        SequenceFlow no = make.flow(due, first);
        no.setName("no");
        due.setDefault(no);
        make.flow(initial, first);
        FlowNode before = first;
        for (WantedDiagram.Task wantedTask : wanted.tasks()) {
            ServiceTask task = task(round, wantedTask);
            make.flow(before, task);
            tasks.add(task);
            before = task;
        }
        make.flow(before, make.node(round, EndEvent.class, "roundEnd", "Round done"));
    }

    private ServiceTask task(SubProcess round, WantedDiagram.Task wantedTask) {
        String procedure = wantedTask.procedure();
        ServiceTask task = make.step(round, StepKind.TASK, id(procedure), label(tasks.size() + 1, procedure));
        make.documentation(task, wantedTask.description());
        make.property(task, LaneTokens.PROCEDURE, procedure);
        return task;
    }

    /** An XML id has no $ and #, and two procedures may differ in nothing else. */
    private String id(String procedure) {
        String id = procedure.replaceAll("[^A-Za-z0-9_]", "-");
        return model.getModelElementById(id) == null ? id : id + "-" + (tasks.size() + 1);
    }

    /** As in {@code 4 Drop exchange table}. */
    static String label(int position, String procedure) {
        String words = procedure.replace('_', ' ').strip().toLowerCase(Locale.ROOT);
        return position + " " + words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private BoundaryEvent complete(Definitions definitions, Process process, SubProcess round) {
        Error error = model.newInstance(Error.class, "operationComplete");
        error.setName("operation complete");
        error.setErrorCode(String.valueOf(DomCode.OPERATION_COMPLETE.number()));
        definitions.addChildElement(error);
        BoundaryEvent complete = make.node(process, BoundaryEvent.class, "complete", "Operation complete (-20100)");
        complete.setAttachedTo(round);
        ErrorEventDefinition definition = model.newInstance(ErrorEventDefinition.class, "completeError");
        definition.setError(error);
        complete.getEventDefinitions().add(definition);
        return complete;
    }
}
