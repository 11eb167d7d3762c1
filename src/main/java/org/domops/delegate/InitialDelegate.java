package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.springframework.stereotype.Component;

/** Calls INITIAL, before an object's first task and again at every restart. */
@Component
class InitialDelegate implements StepDelegate {

    private final ProcedureCall procedure;

    InitialDelegate(ProcedureCall procedure) {
        this.procedure = procedure;
    }

    @Override
    public StepKind kind() {
        return StepKind.INITIAL;
    }

    @Override
    public StepOutcome execute(StepOrder order, LaneSession session) {
        return procedure.call(order, session);
    }
}
