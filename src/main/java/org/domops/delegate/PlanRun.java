package org.domops.delegate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.domops.engine.CurrentUser;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.run.RunOrder;
import org.domops.run.RunStart;
import org.domops.run.StartedRun;
import org.springframework.stereotype.Component;

/** dom-run's first task: plans a new run, or restarts the last one. In the transaction of the start command. */
@Component
class PlanRun implements JavaDelegate {

    private final RunStart start;
    private final CurrentUser user;

    PlanRun(RunStart start, CurrentUser user) {
        this.start = start;
        this.user = user;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RunOrder order = new RunOrder(text(execution, "operation"), text(execution, "environment"), instance(execution),
                execution.hasVariable("mode") ? text(execution, "mode") : "R", fromIterator(execution),
                user.name());
        StartedRun run = start.start(order, execution.getProcessInstanceId());
        execution.setProcessBusinessKey(String.valueOf(run.runId()));
        execution.setVariable("runId", run.runId());
        execution.setVariable("restarted", run.restarted());
        execution.setVariable("message", run.message());
    }

    private static String text(DelegateExecution execution, String name) {
        if (execution.getVariable(name) instanceof String value && !value.isBlank()) {
            return value;
        }
        throw new DomException(DomCode.INVALID_REQUEST, "The variable " + name
                + " of dom-run is missing or not a text: " + execution.getVariable(name) + ".");
    }

    private static boolean fromIterator(DelegateExecution execution) {
        Object value = execution.getVariable("fromIterator");
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new DomException(DomCode.INVALID_REQUEST, "The variable fromIterator of dom-run must be true or false: "
                + value + ".");
    }

    private static int instance(DelegateExecution execution) {
        Object value = execution.getVariable("instance");
        if (value == null) {
            return 1;
        }
        if (value instanceof Number number && number.intValue() > 0) {
            return number.intValue();
        }
        throw new DomException(DomCode.INVALID_REQUEST, "The variable instance of dom-run must be a whole number from 1: "
                + value + ".");
    }
}
