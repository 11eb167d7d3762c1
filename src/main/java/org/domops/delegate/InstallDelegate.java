package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.domops.target.TargetSession;
import org.springframework.stereotype.Component;

/** Installs what differs on the target, and pushes the run's parameters as they are now. */
@Component
class InstallDelegate implements StepDelegate {

    @Override
    public StepKind kind() {
        return StepKind.INSTALL;
    }

    @Override
    public StepOutcome execute(StepOrder order, LaneSession lane) {
        TargetSession session = lane.forStep(order);
        session.install(order.kit().install());
        String sessionId = session.sessionId();
        // code that was replaced leaves no package state behind
        lane.close();
        return StepOutcome.done(sessionId);
    }
}
