package org.domops.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A diagram that can't work: the good one, changed.
 *
 * @param element at which it is refused
 * @param says part of the message
 */
record WrongDiagram(String name, String text, String element, String says) {

    static final String GOOD = Texts.resource("/diagrams/good.bpmn");
    private static final String ITERATE = "<bpmn:serviceTask id=\"iterate\" camunda:type=\"external\" camunda:topic=\"dom-iterator\"/>";
    private static final String INITIATE = "<bpmn:serviceTask id=\"initiate\" camunda:type=\"external\" camunda:topic=\"dom-initial\"/>";
    private static final String FINISH = "<bpmn:serviceTask id=\"finish\" camunda:type=\"external\" camunda:topic=\"dom-final\"/>";
    private static final String PROCEDURE_ONE = "<camunda:property name=\"procedure\" value=\"TASK_ONE\"/>";
    private static final String ARGUMENT_1 = "<camunda:property name=\"argument1\" value=\"${object}\"/>";
    private static final String COMPLETE = "<bpmn:boundaryEvent id=\"complete\" attachedToRef=\"round\">"
            + "<bpmn:errorEventDefinition errorRef=\"completeCode\"/></bpmn:boundaryEvent>";
    private static final String TIMER = "<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">PT1H"
            + "</bpmn:timeDuration></bpmn:timerEventDefinition>";
    private static final String MANY = "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3"
            + "</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>";

    @Override
    public String toString() {
        return name;
    }

    static List<WrongDiagram> all() {
        List<WrongDiagram> all = new ArrayList<>(stepsThatMustBe());
        all.addAll(topics());
        all.addAll(calls());
        all.addAll(ways());
        all.addAll(events());
        all.addAll(branches());
        return all;
    }

    private static List<WrongDiagram> stepsThatMustBe() {
        return List.of(
                wrong("no iterator", ITERATE, "<bpmn:task id=\"iterate\"/>", "good", "the process has no ITERATOR"),
                wrong("a second iterator", INITIATE, INITIATE.replace("dom-initial", "dom-iterator"), "initiate", "it is a second ITERATOR, beside iterate"),
                wrong("no initial", INITIATE, "<bpmn:task id=\"initiate\"/>", "good", "the process has no INITIAL"),
                wrong("no final", FINISH, "<bpmn:task id=\"finish\"/>", "good", "the process has no FINAL"),
                wrong("a second final", "<bpmn:endEvent id=\"end\"/>", "<bpmn:endEvent id=\"end\"/>"
                        + FINISH.replace("finish", "again") + "<bpmn:sequenceFlow id=\"g5\" sourceRef=\"finish\" targetRef=\"again\"/>",
                        "again", "it is a second FINAL, beside finish"),
                wrong("not executable", "isExecutable=\"true\"", "isExecutable=\"false\"", "good", "the process is not executable"),
                wrong("a step that no flow reaches", "<bpmn:endEvent id=\"otherEnd\"/>", task("lonely", "TASK_ONE"),
                        "lonely", "no flow leads from the start to the step"));
    }

    private static List<WrongDiagram> topics() {
        return List.of(
                wrong("a step with no topic", "camunda:type=\"external\" camunda:topic=\"dom-initial\"", "camunda:type=\"external\"",
                        "initiate", "topic"),
                wrong("an unknown topic", "<bpmn:endEvent id=\"otherEnd\"/>", FINISH.replace("finish", "odd").replace("dom-final", "dom-finally")
                        + "<bpmn:sequenceFlow id=\"g5\" sourceRef=\"end2\" targetRef=\"odd\"/><bpmn:task id=\"end2\"/>",
                        "odd", "the topic dom-finally is unknown; expected one of dom-iterator, dom-initial, dom-task, dom-final"),
                wrong("the topic of dom-lane", "dom-initial", "dom-install", "initiate", "belongs to the process dom-lane"),
                wrong("a topic on a send task", ITERATE, ITERATE.replace("serviceTask", "sendTask"), "iterate", "expected a service task"),
                wrong("a topic on a task with an expression", "camunda:type=\"external\" camunda:topic=\"dom-initial\"",
                        "camunda:expression=\"${true}\" camunda:topic=\"dom-initial\"", "initiate", "is not an external task"));
    }

    private static List<WrongDiagram> calls() {
        return List.of(
                wrong("a task with no procedure", PROCEDURE_ONE, "", "one", "the step names no procedure; expected the extension property procedure"),
                wrong("a blank procedure", PROCEDURE_ONE, PROCEDURE_ONE.replace("TASK_ONE", " "), "one", "the step names no procedure"),
                wrong("a procedure that is no name", PROCEDURE_ONE, PROCEDURE_ONE.replace("TASK_ONE", "${x}"), "one", "is no procedure's name"),
                wrong("INITIAL as a task", PROCEDURE_ONE, PROCEDURE_ONE.replace("TASK_ONE", "initial"), "one", "INITIAL can't be a task"),
                wrong("a procedure that the package has not", PROCEDURE_ONE, PROCEDURE_ONE.replace("TASK_ONE", "TASK_ON"), "one",
                        "the operation's package has no procedure TASK_ON; expected one of NOTE, TASK_ONE, TASK_TWO"),
                wrong("too few arguments", ARGUMENT_1 + "\n          <camunda:property name=\"argument2\" value=\"2\"/>", ARGUMENT_1, "call",
                        "note(p_handle, p_kind, p_number) can't be called with the handle and 1 arguments"),
                wrong("too many arguments", ARGUMENT_1, ARGUMENT_1 + "<camunda:property name=\"argument3\" value=\"3\"/>", "call",
                        "can't be called with the handle and 3 arguments"),
                wrong("a missing first argument", ARGUMENT_1, "", "call", "\"argument2\" is no argument, or one before it is missing"),
                wrong("an argument without number", ARGUMENT_1, ARGUMENT_1.replace("argument1", "argument"), "call", "\"argument\" is no argument"),
                wrong("an argument's name in capitals", ARGUMENT_1, ARGUMENT_1.replace("argument1", "Argument1"), "call", "\"Argument1\" is no argument"),
                wrong("an argument that is no expression", ARGUMENT_1, ARGUMENT_1.replace("${object}", "${object"), "call",
                        "argument1, ${object, is no expression"),
                wrong("an argument without value", ARGUMENT_1, ARGUMENT_1.replace("${object}", " "), "call", "argument1 has no value"),
                wrong("an iterator with arguments", ITERATE, ITERATE.replace("/>", "><bpmn:extensionElements><camunda:properties>"
                        + ARGUMENT_1 + "</camunda:properties></bpmn:extensionElements></bpmn:serviceTask>"), "iterate", "ITERATOR has argument1"),
                wrong("a step with too long a name in the log", "\"call\"", "\"" + "c".repeat(125) + "\"", "c".repeat(125), "which has 130 characters"));
    }

    private static List<WrongDiagram> ways() {
        return List.of(
                wrong("nothing that catches -20100", COMPLETE, "<bpmn:task id=\"complete\"/>", "iterate", "nothing catches -20100"),
                wrong("an error event for another code", "errorCode=\"-20100\"", "errorCode=\"-20101\"", "one", "nothing catches -20100"),
                wrong("an error event that leads elsewhere", "targetRef=\"finish\"", "targetRef=\"otherEnd\"", "initiate",
                        "complete catches -20100 (operation complete) and does not lead to FINAL"),
                wrong("a nearer error event that leads elsewhere", "<bpmn:endEvent id=\"roundEnd\"/>", "<bpmn:endEvent id=\"roundEnd\"/>"
                        + "<bpmn:boundaryEvent id=\"near\" attachedToRef=\"two\"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>"
                        + "<bpmn:sequenceFlow id=\"f10\" sourceRef=\"near\" targetRef=\"nowhere\"/><bpmn:endEvent id=\"nowhere\"><bpmn:errorEventDefinition errorRef=\"other\"/></bpmn:endEvent>",
                        "two", "near catches -20100 (operation complete) and does not lead to FINAL")
                        .with("<bpmn:error id=\"completeCode\"", "<bpmn:error id=\"other\" errorCode=\"7\"/><bpmn:error id=\"completeCode\"")
                        .with("sourceRef=\"round\" targetRef=\"round\"", "sourceRef=\"round\" targetRef=\"otherEnd\""));
    }

    private static List<WrongDiagram> events() {
        return List.of(
                wrong("a timer that interrupts a step", "<bpmn:endEvent id=\"roundEnd\"/>", "<bpmn:endEvent id=\"roundEnd\"/>"
                        + "<bpmn:boundaryEvent id=\"late\" attachedToRef=\"one\">" + TIMER + "</bpmn:boundaryEvent>"
                        + "<bpmn:sequenceFlow id=\"f10\" sourceRef=\"late\" targetRef=\"roundEnd\"/>", "late", "it would interrupt a step of one"),
                wrong("a timer that interrupts a round", "<bpmn:endEvent id=\"otherEnd\"/>", "<bpmn:endEvent id=\"otherEnd\"/>"
                        + "<bpmn:boundaryEvent id=\"late\" attachedToRef=\"round\">" + TIMER + "</bpmn:boundaryEvent>"
                        + "<bpmn:sequenceFlow id=\"g5\" sourceRef=\"late\" targetRef=\"otherEnd\"/>", "late", "expected a non-interrupting event"),
                wrong("an event subprocess that interrupts", "<bpmn:endEvent id=\"otherEnd\"/>", "<bpmn:subProcess id=\"alarm\" triggeredByEvent=\"true\">"
                        + "<bpmn:startEvent id=\"rings\">" + TIMER + "</bpmn:startEvent></bpmn:subProcess>", "rings", "it would interrupt the steps beside alarm"),
                wrong("a terminate end event", "<bpmn:endEvent id=\"roundEnd\"/>", "<bpmn:endEvent id=\"roundEnd\"><bpmn:terminateEventDefinition/>"
                        + "</bpmn:endEvent>", "roundEnd", "it would end steps that still run"),
                wrong("a step in several instances", ITERATE, ITERATE.replace("/>", ">" + MANY + "</bpmn:serviceTask>"), "iterate",
                        "as a multi-instance activity"),
                wrong("a round in several instances", "<bpmn:subProcess id=\"round\">", "<bpmn:subProcess id=\"round\">" + MANY, "round",
                        "as a multi-instance activity"));
    }

    private static List<WrongDiagram> branches() {
        return List.of(
                wrong("one procedure in two branches", "value=\"TASK_TWO\"", "value=\"TASK_ONE\"", "two",
                        "TASK_ONE is called in another branch from fork, too, by one"),
                wrong("branches that are not joined", "<bpmn:parallelGateway id=\"join\"/>", "<bpmn:exclusiveGateway id=\"join\"/>", "call",
                        "two branches from fork lead to the step without being joined"),
                wrong("an error event at each of two branches", COMPLETE, border("one") + border("two")
                        + COMPLETE, "finish", "two branches from fork lead to the step without being joined")
                        .movedToRound());
    }

    private static String border(String step) {
        return "<bpmn:boundaryEvent id=\"" + step + "Complete\" attachedToRef=\"" + step + "\"><bpmn:errorEventDefinition errorRef=\"completeCode\"/>"
                + "</bpmn:boundaryEvent><bpmn:sequenceFlow id=\"" + step + "Flow\" sourceRef=\"" + step + "Complete\" targetRef=\"finish\"/>";
    }

    private static String task(String id, String procedure) {
        return "<bpmn:serviceTask id=\"" + id + "\" camunda:type=\"external\" camunda:topic=\"dom-task\"><bpmn:extensionElements><camunda:properties>"
                + "<camunda:property name=\"procedure\" value=\"" + procedure + "\"/></camunda:properties></bpmn:extensionElements></bpmn:serviceTask>";
    }

    private static WrongDiagram wrong(String name, String part, String replacement, String element, String says) {
        return new WrongDiagram(name, GOOD, element, says).with(part, replacement);
    }

    private WrongDiagram with(String part, String replacement) {
        if (!text.contains(part)) {
            throw new IllegalStateException(name + ": the good diagram has no " + part);
        }
        return new WrongDiagram(name, text.replace(part, replacement), element, says);
    }

    /** All in one scope: the round's content in the process itself. */
    private WrongDiagram movedToRound() {
        return with("    <bpmn:subProcess id=\"round\">\n", "").with("    </bpmn:subProcess>\n", "").with(COMPLETE, "")
                .with("targetRef=\"round\"/>\n    <bpmn:sequenceFlow id=\"g2\" sourceRef=\"round\" targetRef=\"round\"/>", "targetRef=\"iterate\"/>"
                        + border("iterate") + border("initiate") + border("call"))
                .with("<bpmn:startEvent id=\"roundStart\"/>", "").with("<bpmn:sequenceFlow id=\"f1\" sourceRef=\"roundStart\" targetRef=\"iterate\"/>", "")
                .with("<bpmn:sequenceFlow id=\"g3\" sourceRef=\"complete\" targetRef=\"finish\"/>", "");
    }
}
