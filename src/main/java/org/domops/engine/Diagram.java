package org.domops.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A deployed version of a process.
 *
 * @param id of the process definition
 * @param steps in document order
 */
public record Diagram(String id, String key, int version, List<DiagramStep> steps) {

    /** Which procedures the diagram's task steps call, with or without arguments, each once. */
    public List<String> procedures() {
        return steps.stream().filter(step -> step.kind() == StepKind.TASK).map(DiagramStep::procedure).distinct().toList();
    }

    /**
     * How the diagram fits the operation's tasks.
     *
     * @param tasks the procedures of the enabled tasks, in upper case
     * @return one sentence per problem, without a full stop; empty: it fits
     */
    List<String> problems(List<String> tasks) {
        return problems(steps, tasks);
    }

    static List<String> problems(List<DiagramStep> steps, List<String> tasks) {
        List<String> problems = new ArrayList<>();
        List<DiagramStep> calls = steps.stream().filter(step -> step.kind() == StepKind.TASK).toList();
        for (DiagramStep call : calls) {
            // with arguments it can be any procedure of the package: a task takes the handle only
            if (call.arguments().isEmpty() && !tasks.contains(call.procedure())) {
                problems.add("its element " + call.element() + " calls " + call.procedure()
                        + ", which is not one of its enabled tasks");
            }
        }
        for (String task : tasks) {
            if (calls.stream().noneMatch(call -> call.procedure().equals(task))) {
                problems.add("it has no step for the task " + task);
            }
        }
        return problems;
    }
}
