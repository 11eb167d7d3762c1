package org.domops.engine;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with how a model is drawn: each defect in words. */
final class Picture {

    private final BpmnModelInstance model;
    private final Map<String, Rectangle2D> shapes = new TreeMap<>();
    private final Map<String, Rectangle2D> labels = new TreeMap<>();
    private final Map<String, List<Line2D>> edges = new TreeMap<>();

    Picture(BpmnModelInstance model) {
        this.model = model;
        for (BpmnShape shape : model.getModelElementsByType(BpmnShape.class)) {
            shapes.put(shape.getBpmnElement().getId(), box(shape.getBounds()));
            label(shape.getBpmnElement().getId(), shape.getBpmnLabel());
        }
        for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
            List<Waypoint> points = new ArrayList<>(edge.getWaypoints());
            List<Line2D> lines = new ArrayList<>();
            for (int i = 1; i < points.size(); i++) {
                lines.add(new Line2D.Double(points.get(i - 1).getX(), points.get(i - 1).getY(), points.get(i).getX(),
                        points.get(i).getY()));
            }
            edges.put(edge.getBpmnElement().getId(), lines);
            label(edge.getBpmnElement().getId(), edge.getBpmnLabel());
        }
    }

    List<String> defects() {
        List<String> defects = new ArrayList<>();
        for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
            if (!edges.containsKey(flow.getId())) {
                defects.add(flow.getId() + " is not drawn");
            }
        }
        shapes.forEach((one, box) -> shapes.forEach((other, second) -> {
            if (one.compareTo(other) < 0 && !box.contains(second) && !second.contains(box) && box.intersects(second)
                    && !attached(one) && !attached(other)) {
                defects.add(one + " overlaps " + other);
            }
        }));
        labels.forEach((of, label) -> {
            edges.forEach((flow, lines) -> lines.stream().filter(line -> line.intersects(label)).forEach(line ->
                    defects.add("the label of " + of + " is on the line of " + flow)));
            shapes.forEach((shape, box) -> {
                if (box.intersects(label) && !box.contains(label)) {
                    defects.add("the label of " + of + " is on the border of " + shape);
                } else if (box.contains(label) && !expanded(shape)) {
                    defects.add("the label of " + of + " is in " + shape);
                }
            });
            labels.forEach((other, second) -> {
                if (of.compareTo(other) < 0 && label.intersects(second)) {
                    defects.add("the labels of " + of + " and " + other + " overlap");
                }
            });
        });
        edges.forEach((flow, lines) -> lines.forEach(line -> shapes.forEach((shape, box) -> {
            if (!expanded(shape) && line.intersects(inner(box))) {
                defects.add(flow + " goes through " + shape);
            }
        })));
        return defects;
    }

    private boolean expanded(String shape) {
        return model.getModelElementById(shape) instanceof org.camunda.bpm.model.bpmn.instance.SubProcess;
    }

    private boolean attached(String shape) {
        return model.getModelElementById(shape) instanceof BoundaryEvent;
    }

    private void label(String of, BpmnLabel label) {
        if (label != null && label.getBounds() != null) {
            labels.put(of, box(label.getBounds()));
        }
    }

    private static Rectangle2D box(Bounds bounds) {
        return new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }

    private static Rectangle2D inner(Rectangle2D box) {
        return new Rectangle2D.Double(box.getX() + 1, box.getY() + 1, box.getWidth() - 2, box.getHeight() - 2);
    }
}
