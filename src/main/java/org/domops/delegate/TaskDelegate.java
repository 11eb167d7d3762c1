package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.springframework.stereotype.Component;

/** Calls a task, a repeatable procedure of the operation's package. */
@Component
class TaskDelegate implements StepDelegate {

    private final ProcedureCall procedure;

    TaskDelegate(ProcedureCall procedure) {
        this.procedure = procedure;
    }

    @Override
    public StepKind kind() {
        return StepKind.TASK;
    }

    @Override
    public StepOutcome execute(StepOrder order, LaneSession session) {
        return procedure.call(order, session);
    }
}
