package org.domops.engine;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.domops.engine.DiagramLayout.Point;

import java.util.List;

/** Writes shapes, edges and labels into a model's plane. */
final class DiagramDrawing {

    private static final int LABEL_HEIGHT = 14;

    private final BpmnModelInstance model;
    private final BpmnPlane plane;

    DiagramDrawing(BpmnModelInstance model, BpmnPlane plane) {
        this.model = model;
        this.plane = plane;
    }

    /** @param centre of the shape */
    BpmnShape shape(BaseElement element, Point centre, int width, int height) {
        BpmnShape shape = model.newInstance(BpmnShape.class, element.getId() + "-shape");
        shape.setBpmnElement(element);
        shape.setBounds(bounds(centre, width, height));
        plane.addChildElement(shape);
        return shape;
    }

    void edge(BaseElement flow, List<Point> points) {
        edge(flow, points, null, 0);
    }

    /** @param label the centre of the flow's label; null: it has none */
    void edge(BaseElement flow, List<Point> points, Point label, int labelWidth) {
        BpmnEdge edge = model.newInstance(BpmnEdge.class, flow.getId() + "-edge");
        edge.setBpmnElement(flow);
        for (Point point : points) {
            Waypoint waypoint = model.newInstance(Waypoint.class);
            waypoint.setX(point.x());
            waypoint.setY(point.y());
            edge.addChildElement(waypoint);
        }
        if (label != null) {
            BpmnLabel text = model.newInstance(BpmnLabel.class, flow.getId() + "-label");
            text.setBounds(bounds(label, labelWidth, LABEL_HEIGHT));
            edge.setBpmnLabel(text);
        }
        plane.addChildElement(edge);
    }

    /** Places a shape's label, which else is below it. */
    void label(BpmnShape shape, Point centre, int width, int lines) {
        BpmnLabel label = model.newInstance(BpmnLabel.class, shape.getId() + "-label");
        label.setBounds(bounds(centre, width, lines * LABEL_HEIGHT));
        shape.setBpmnLabel(label);
    }

    private Bounds bounds(Point centre, int width, int height) {
        Bounds bounds = model.newInstance(Bounds.class);
        bounds.setX(centre.x() - width / 2.0);
        bounds.setY(centre.y() - height / 2.0);
        bounds.setWidth(width);
        bounds.setHeight(height);
        return bounds;
    }
}
