package org.domops.repository;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stands in for the engine in tests of the repository alone. */
record FixedDiagrams(Map<String, DrawnDiagram> drawn, List<String> problems) implements FleetFileDiagrams {

    @Override
    public Optional<DrawnDiagram> ofOperation(String operation) {
        return Optional.ofNullable(drawn.get(operation));
    }

    @Override
    public List<String> problems(String operation, List<String> procedures) {
        return problems;
    }
}
