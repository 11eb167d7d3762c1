package org.domops.engine;

import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.TreeBuilderException;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.domops.repository.fleetfile.Procedure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a step says about its call: the procedure and its arguments. */
final class CallRules {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_$#]{0,63}");
    private static final Pattern ARGUMENT = Pattern.compile("(?i)\\s*arg(ument)?s?[\\s_-]*\\d*\\s*");
    private static final Set<String> OF_DOM = Set.of("ITERATOR", "INITIAL", "FINAL", "INSTALL");
    private static final int LONGEST_STEP = 128;

    private CallRules() {
    }

    static List<DiagramProblem> problems(Process process, DiagramStep step, KnownProcedures known) {
        List<DiagramProblem> problems = new ArrayList<>(arguments(process, step));
        if (step.kind() == StepKind.TASK) {
            problems.addAll(procedure(step));
            if (problems.isEmpty()) {
                known.of(process.getId()).ifPresent(procedures -> problems.addAll(callable(step, procedures)));
            }
        }
        return problems;
    }

    private static List<DiagramProblem> procedure(DiagramStep step) {
        String procedure = step.procedure();
        String expected = "the extension property " + LaneTokens.PROCEDURE + " with the name of a procedure of the package";
        if (procedure.isBlank()) {
            return List.of(new DiagramProblem(step.element(), "the step names no procedure", expected));
        }
        if (OF_DOM.contains(procedure)) {
            return List.of(new DiagramProblem(step.element(), procedure + " can't be a task", "another procedure; "
                    + "ITERATOR, INITIAL and FINAL have topics of their own"));
        }
        if (!NAME.matcher(procedure).matches()) {
            return List.of(new DiagramProblem(step.element(), "\"" + procedure + "\" is no procedure's name", expected));
        }
        return step.name().length() <= LONGEST_STEP ? List.of() : List.of(new DiagramProblem(step.element(),
                "the step would be logged as " + step.name() + ", which has " + step.name().length() + " characters",
                "an element id that is shorter: at most " + LONGEST_STEP + " in all"));
    }

    private static List<DiagramProblem> arguments(Process process, DiagramStep step) {
        List<DiagramProblem> problems = new ArrayList<>();
        BaseElement element = process.getModelInstance().getModelElementById(step.element());
        List<String> named = DiagramStep.properties(element).keySet().stream()
                .filter(name -> ARGUMENT.matcher(name).matches()).sorted().toList();
        if (step.kind() != StepKind.TASK && !named.isEmpty()) {
            return List.of(new DiagramProblem(step.element(), step.kind() + " has " + named.get(0),
                    "no arguments: only a step of the topic dom-task has"));
        }
        for (int i = 1; i <= step.arguments().size(); i++) {
            String text = step.arguments().get(i - 1);
            String name = CallArguments.PROPERTY + i;
            if (text.isBlank()) {
                problems.add(new DiagramProblem(step.element(), name + " has no value",
                        "a text or an expression, e.g. ${object}"));
            } else {
                syntaxError(text).ifPresent(error -> problems.add(new DiagramProblem(step.element(), name + ", " + text
                        + ", is no expression: " + error, "a text or an expression, e.g. ${object}")));
            }
        }
        List<String> used = IntStream.rangeClosed(1, step.arguments().size())
                .mapToObj(i -> CallArguments.PROPERTY + i).toList();
        named.stream().filter(name -> !used.contains(name)).forEach(name -> problems.add(new DiagramProblem(step.element(),
                "\"" + name + "\" is no argument, or one before it is missing", "argument1, argument2 and so on without a gap")));
        return problems;
    }

    private static Optional<String> syntaxError(String text) {
        try {
            new Builder(Builder.Feature.METHOD_INVOCATIONS).build(text);
            return Optional.empty();
        } catch (TreeBuilderException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static List<DiagramProblem> callable(DiagramStep step, List<Procedure> procedures) {
        List<Procedure> named = procedures.stream().filter(own -> own.name().equalsIgnoreCase(step.procedure())).toList();
        if (named.isEmpty()) {
            return List.of(new DiagramProblem(step.element(), "the operation's package has no procedure " + step.procedure(),
                    "one of " + procedures.stream().map(Procedure::name).distinct().sorted()
                            .collect(Collectors.joining(", "))));
        }
        int values = step.arguments().size() + 1;
        return named.stream().anyMatch(own -> own.takes(values)) ? List.of() : List.of(new DiagramProblem(step.element(),
                named.get(0) + " can't be called with the handle and " + step.arguments().size() + " arguments",
                "as many arguments as it has parameters after the handle, all of them IN"));
    }
}
