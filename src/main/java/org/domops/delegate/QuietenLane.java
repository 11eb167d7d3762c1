package org.domops.delegate;

import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.domops.target.TargetSession;
import org.springframework.stereotype.Component;

/** Ends what a cancelled lane still does on its target, and returns when the target confirms. */
@Component
class QuietenLane {

    private final StepCalls calls;
    private final StatementRest statements;

    QuietenLane(StepCalls calls, StatementRest statements) {
        this.calls = calls;
        this.statements = statements;
    }

    /** @throws org.domops.error.DomException when the target can't be reached, or a session of the lane still lives */
    StepOutcome execute(StepOrder order, LaneSession lane) {
        TargetSession session = lane.forStep(order);
        session.quieten(calls.lane(order, session));
        return new StepOutcome(null, null, false, session.sessionId(), false, false, null,
                statements.of(order, lane, session));
    }
}
