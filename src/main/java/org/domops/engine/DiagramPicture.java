package org.domops.engine;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnDiagram;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.domops.engine.DiagramLayout.Point;

import java.util.List;

import static org.domops.engine.DiagramLayout.ENTRY;
import static org.domops.engine.DiagramLayout.EVENT;
import static org.domops.engine.DiagramLayout.FIRST_ROW;
import static org.domops.engine.DiagramLayout.GATEWAY;
import static org.domops.engine.DiagramLayout.INITIAL_ROW;
import static org.domops.engine.DiagramLayout.ROUND_X;
import static org.domops.engine.DiagramLayout.ROUND_Y;
import static org.domops.engine.DiagramLayout.TASK_HEIGHT;
import static org.domops.engine.DiagramLayout.TASK_WIDTH;

/** Draws a generated diagram: what Cockpit and Modeler show. */
final class DiagramPicture {

    private static final int START_X = 172 + EVENT / 2;
    private static final int AGAIN_X = 255;
    private static final int ROUND_START_X = 360;
    private static final int ITERATOR_X = 490;
    private static final int DUE_X = 630;
    private static final int FIRST_X = 750;
    private static final int TURN = 40;

    private final BpmnModelInstance model;
    private final DiagramDrawing drawing;
    private final DiagramLayout layout;
    private final List<ServiceTask> tasks;

    DiagramPicture(BpmnModelInstance model, String process, List<ServiceTask> tasks) {
        this.model = model;
        this.tasks = tasks;
        layout = new DiagramLayout(tasks.size());
        BpmnDiagram diagram = model.newInstance(BpmnDiagram.class, process + "-diagram");
        BpmnPlane plane = model.newInstance(BpmnPlane.class, process + "-plane");
        plane.setBpmnElement(model.getModelElementById(process));
        diagram.setBpmnPlane(plane);
        model.getDefinitions().addChildElement(diagram);
        drawing = new DiagramDrawing(model, plane);
    }

    void draw() {
        drawEntry();
        drawRoundStart();
        drawTasks();
        drawEnd();
    }

    private void drawEntry() {
        event("start", START_X, ENTRY, 86);
        gateway("nextRound", AGAIN_X, ENTRY);
        int middle = (ROUND_X + layout.right()) / 2;
        BpmnShape round = drawing.shape(element("round"), new Point(middle, (ROUND_Y + layout.bottom()) / 2),
                layout.right() - ROUND_X, layout.bottom() - ROUND_Y);
        round.setExpanded(true);
        line("start", START_X + EVENT / 2, "nextRound", AGAIN_X - GATEWAY / 2, ENTRY);
        line("nextRound", AGAIN_X + GATEWAY / 2, "round", ROUND_X, ENTRY);
        drawing.edge(flow("round", "nextRound"), List.of(new Point(ITERATOR_X, layout.bottom()),
                new Point(ITERATOR_X, layout.bottom() + TURN), new Point(AGAIN_X, layout.bottom() + TURN),
                new Point(AGAIN_X, ENTRY + GATEWAY / 2)));
    }

    private void drawRoundStart() {
        event("roundStart", ROUND_START_X, FIRST_ROW, 76);
        task(element("ITERATOR"), new Point(ITERATOR_X, FIRST_ROW));
        drawing.label(gateway("initialDue", DUE_X, FIRST_ROW), new Point(DUE_X, FIRST_ROW - GATEWAY / 2 - 14), 80, 1);
        task(element("INITIAL"), new Point(DUE_X, INITIAL_ROW));
        gateway("firstTask", FIRST_X, FIRST_ROW);
        line("roundStart", ROUND_START_X + EVENT / 2, "ITERATOR", ITERATOR_X - TASK_WIDTH / 2, FIRST_ROW);
        line("ITERATOR", ITERATOR_X + TASK_WIDTH / 2, "initialDue", DUE_X - GATEWAY / 2, FIRST_ROW);
        drawing.edge(flow("initialDue", "INITIAL"), List.of(new Point(DUE_X, FIRST_ROW + GATEWAY / 2),
                new Point(DUE_X, INITIAL_ROW - TASK_HEIGHT / 2)), new Point(DUE_X + 19, FIRST_ROW + 54), 20);
        drawing.edge(flow("initialDue", "firstTask"), List.of(new Point(DUE_X + GATEWAY / 2, FIRST_ROW),
                new Point(FIRST_X - GATEWAY / 2, FIRST_ROW)), new Point((DUE_X + FIRST_X) / 2, FIRST_ROW - 12), 14);
        drawing.edge(flow("INITIAL", "firstTask"), List.of(new Point(DUE_X + TASK_WIDTH / 2, INITIAL_ROW),
                new Point(FIRST_X, INITIAL_ROW), new Point(FIRST_X, FIRST_ROW + GATEWAY / 2)));
    }

    private void drawTasks() {
        String before = "firstTask";
        for (int i = 0; i < tasks.size(); i++) {
            String id = tasks.get(i).getId();
            task(tasks.get(i), layout.cell(i));
            if (i == 0) {
                line(before, FIRST_X + GATEWAY / 2, id, layout.cell(0).x() - TASK_WIDTH / 2, FIRST_ROW);
            } else {
                drawing.edge(flow(before, id), layout.flow(i - 1, TASK_WIDTH / 2));
            }
            before = id;
        }
        Point end = layout.cell(tasks.size());
        event("roundEnd", end.x(), end.y(), 66);
        drawing.edge(flow(before, "roundEnd"), layout.flow(tasks.size() - 1, EVENT / 2));
    }

    private void drawEnd() {
        int right = layout.right();
        int last = right + 190;
        BpmnShape complete = drawing.shape(element("complete"), new Point(right, ENTRY), EVENT, EVENT);
        drawing.label(complete, new Point(right + 62, ENTRY - 36), 92, 2);
        task(element("FINAL"), new Point(last, ENTRY));
        event("end", last + 140, ENTRY, 88);
        line("complete", right + EVENT / 2, "FINAL", last - TASK_WIDTH / 2, ENTRY);
        line("FINAL", last + TASK_WIDTH / 2, "end", last + 140 - EVENT / 2, ENTRY);
    }

    private void event(String id, int x, int y, int labelWidth) {
        BpmnShape shape = drawing.shape(element(id), new Point(x, y), EVENT, EVENT);
        drawing.label(shape, new Point(x, y + EVENT / 2 + 14), labelWidth, 1);
    }

    private BpmnShape gateway(String id, int x, int y) {
        BpmnShape shape = drawing.shape(element(id), new Point(x, y), GATEWAY, GATEWAY);
        shape.setMarkerVisible(true);
        return shape;
    }

    private void task(BaseElement element, Point centre) {
        drawing.shape(element, centre, TASK_WIDTH, TASK_HEIGHT);
    }

    private void line(String from, int fromX, String to, int toX, int y) {
        drawing.edge(flow(from, to), List.of(new Point(fromX, y), new Point(toX, y)));
    }

    private BaseElement flow(String from, String to) {
        return element("flow-" + from + "-" + to);
    }

    private BaseElement element(String id) {
        return model.getModelElementById(id);
    }
}
