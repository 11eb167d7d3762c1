package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.repository.Definitions;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.springframework.stereotype.Component;

/** Calls a task, a repeatable procedure of the operation's package. */
@Component
class TaskDelegate implements StepDelegate {

    private final Definitions definitions;
    private final ProcedureCall procedure;

    TaskDelegate(Definitions definitions, ProcedureCall procedure) {
        this.definitions = definitions;
        this.procedure = procedure;
    }

    @Override
    public StepKind kind() {
        return StepKind.TASK;
    }

    @Override
    public StepOutcome execute(StepOrder order, LaneSession session) {
        if (order.token().arguments().problem() != null) {
            throw new DomException(DomCode.BAD_ARGUMENT, order.token().arguments().problem());
        }
        return procedure.call(order, definitions.operation(order.run().operation()).packageName(), session);
    }
}
