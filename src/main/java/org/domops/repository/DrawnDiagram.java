package org.domops.repository;

/**
 * A diagram that somebody has drawn.
 *
 * @param fileName the path in the fleet file, ending in .bpmn
 * @param text the file's BPMN, in XML
 */
public record DrawnDiagram(String fileName, String text) {
}
