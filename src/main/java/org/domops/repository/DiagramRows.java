package org.domops.repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.domops.repository.fleetfile.FleetFile;
import org.domops.repository.fleetfile.FleetMistakes;
import org.domops.repository.fleetfile.Mistake;
import org.domops.repository.fleetfile.OperationEntry;
import org.domops.repository.fleetfile.OperationEntry.Task;

/** Gives each enabled operation of a fleet file its diagram, when the operations' rows are written. */
final class DiagramRows {

    private DiagramRows() {
    }

    /**
     * @return the changes in words
     * @throws FleetMistakes with what is wrong with the diagrams
     */
    static List<String> apply(FleetFile file, OperationDiagrams diagrams) {
        List<String> changes = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        for (OperationEntry operation : file.operations()) {
            if (operation.enabled()) {
                DiagramOutcome outcome = diagrams.apply(wanted(operation));
                changes.addAll(outcome.changes());
                outcome.problems().forEach(problem -> mistakes.add(mistake(operation, problem)));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new FleetMistakes(mistakes);
        }
        return changes;
    }

    private static WantedDiagram wanted(OperationEntry operation) {
        return new WantedDiagram(operation.name(), operation.description(),
                operation.tasks().stream().filter(Task::enabled).sorted(Comparator.comparingInt(Task::runOrder))
                        .map(task -> new WantedDiagram.Task(task.procedure(), task.description())).toList(),
                operation.diagram() == null ? null
                        : new DrawnDiagram(operation.diagram().fileName(), operation.diagram().text()));
    }

    private static Mistake mistake(OperationEntry operation, String problem) {
        var at = operation.diagram() == null ? operation.at() : operation.diagram().at();
        return new Mistake(at.file(), at.line(), at.column(),
                "the diagram of " + operation.name() + " does not fit: " + problem,
                "a diagram as docs/diagrams.md says, with a step for each task of the operation");
    }
}
