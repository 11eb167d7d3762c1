package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;

/** Does one kind of step on a target by JDBC, outside any transaction of the repository. */
interface StepDelegate {

    StepKind kind();

    /**
     * Returns when the call has ended, hours later if need be.
     *
     * @throws org.domops.error.DomException when the call could not be made; nothing of the procedure has run then
     */
    StepOutcome execute(StepOrder order, LaneSession session);
}
