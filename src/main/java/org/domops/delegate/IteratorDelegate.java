package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.springframework.stereotype.Component;

/** Calls ITERATOR, which fills the state table for the next round, or raises -20100. */
@Component
class IteratorDelegate implements StepDelegate {

    private final ProcedureCall procedure;

    IteratorDelegate(ProcedureCall procedure) {
        this.procedure = procedure;
    }

    @Override
    public StepKind kind() {
        return StepKind.ITERATOR;
    }

    @Override
    public StepOutcome execute(StepOrder order, LaneSession session) {
        return procedure.call(order, session);
    }
}
