package org.domops.repository;

import java.util.List;

/**
 * An enabled operation that needs a diagram.
 *
 * @param operation its name, which is the id of its process
 * @param description may be null
 * @param tasks the enabled ones, in run order
 * @param drawn the diagram that the fleet file names; null: none
 */
public record WantedDiagram(String operation, String description, List<Task> tasks, DrawnDiagram drawn) {

    public WantedDiagram {
        tasks = List.copyOf(tasks);
    }

    /** The tasks' procedures in run order. */
    public List<String> procedures() {
        return tasks.stream().map(Task::procedure).toList();
    }

    /**
     * @param procedure in upper case
     * @param description may be null
     */
    public record Task(String procedure, String description) {
    }
}
