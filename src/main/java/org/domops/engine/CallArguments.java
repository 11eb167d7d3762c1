package org.domops.engine;

import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.domops.error.Causes;

import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The arguments after the handle with which a step calls its procedure: the extension properties {@code argument1},
 * {@code argument2} and so on, whose values may be expressions over the process's variables.
 *
 * <p>They are evaluated when a worker gets the token: what is wrong with them is then the step's own error, and not one
 * of the step before, whose end would else be rolled back.
 *
 * @param values empty where there is a problem
 * @param problem why they could not be evaluated, for a person; null: they could
 */
public record CallArguments(List<String> values, String problem) {

    static final CallArguments NONE = new CallArguments(List.of(), null);

    /** The extension property of the first one, without its number. */
    static final String PROPERTY = "argument";

    public CallArguments {
        values = List.copyOf(values);
    }

    /** The texts as they stand in the diagram; they end at the first number that is missing. */
    static List<String> texts(Map<String, String> extensionProperties) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; extensionProperties.containsKey(PROPERTY + i); i++) {
            texts.add(extensionProperties.get(PROPERTY + i));
        }
        return texts;
    }

    /** Evaluates the arguments of a step that waits. */
    static Command<CallArguments> of(LockedExternalTask task) {
        return context -> of(task, context);
    }

    private static CallArguments of(LockedExternalTask task, CommandContext context) {
        List<String> values = new ArrayList<>();
        ExecutionEntity execution = context.getExecutionManager().findExecutionById(task.getExecutionId());
        for (String text : texts(task.getExtensionProperties())) {
            String where = PROPERTY + (values.size() + 1) + " of " + task.getActivityId() + ", " + text + ",";
            try {
                Object value = Context.getProcessEngineConfiguration().getExpressionManager().createExpression(text)
                        .getValue(execution);
                String argument = argument(value);
                if (argument == null) {
                    return new CallArguments(List.of(), where + " is " + (value == null ? "null"
                            : "a " + value.getClass().getSimpleName()) + "; expected a text, a number or a date");
                }
                values.add(argument);
            } catch (RuntimeException e) {
                // an exception must not leave the command: it would roll back the end of the step before
                return new CallArguments(List.of(), where + " can't be evaluated: " + Causes.innermost(e).getMessage());
            }
        }
        return new CallArguments(values, null);
    }

    private static String argument(Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).toPlainString();
        }
        return value instanceof CharSequence || value instanceof Boolean || value instanceof Temporal
                ? value.toString() : null;
    }
}
