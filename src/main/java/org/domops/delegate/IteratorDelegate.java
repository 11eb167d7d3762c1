package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.repository.Definitions;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.springframework.stereotype.Component;

/** Calls ITERATOR: it fills the state table for the next round, or raises -20100. */
@Component
class IteratorDelegate implements StepDelegate {

    private final Definitions definitions;
    private final ProcedureCall procedure;

    IteratorDelegate(Definitions definitions, ProcedureCall procedure) {
        this.definitions = definitions;
        this.procedure = procedure;
    }

    @Override
    public StepKind kind() {
        return StepKind.ITERATOR;
    }

    @Override
    public StepOutcome execute(StepOrder order, LaneSession session) {
        return procedure.call(order, definitions.iteratorPackage(order.run().operationId()), session);
    }
}
