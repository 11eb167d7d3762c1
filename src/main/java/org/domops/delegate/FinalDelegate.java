package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.springframework.stereotype.Component;

/** Calls FINAL, after an object's completion or after an error. */
@Component
class FinalDelegate implements StepDelegate {

    private final ProcedureCall procedure;

    FinalDelegate(ProcedureCall procedure) {
        this.procedure = procedure;
    }

    @Override
    public StepKind kind() {
        return StepKind.FINAL;
    }

    @Override
    public StepOutcome execute(StepOrder order, LaneSession session) {
        return procedure.call(order, session);
    }
}
