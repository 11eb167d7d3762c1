package org.domops.repository;

import java.util.List;

/**
 * @param changes in words; empty: the operation has its diagram already
 * @param problems one sentence each, without a full stop; empty: none
 */
public record DiagramOutcome(List<String> changes, List<String> problems) {

    public static final DiagramOutcome UNCHANGED = new DiagramOutcome(List.of(), List.of());

    public DiagramOutcome {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
    }

    public static DiagramOutcome changed(String change) {
        return new DiagramOutcome(List.of(change), List.of());
    }

    public static DiagramOutcome refused(List<String> problems) {
        return new DiagramOutcome(List.of(), problems);
    }
}
