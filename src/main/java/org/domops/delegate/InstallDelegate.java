package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.error.DomCode;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.domops.target.InstallRequest;
import org.domops.target.TargetException;
import org.domops.target.TargetSession;
import org.springframework.stereotype.Component;

/** Installs what differs on the target, and pushes the run's parameters as they are now. */
@Component
class InstallDelegate implements StepDelegate {

    private final StepCalls calls;
    private final TargetWait wait;

    InstallDelegate(StepCalls calls, TargetWait wait) {
        this.calls = calls;
        this.wait = wait;
    }

    @Override
    public StepKind kind() {
        return StepKind.INSTALL;
    }

    @Override
    public StepOutcome execute(StepOrder order, LaneSession lane) {
        TargetSession session = lane.forStep(order);
        lane.guard().begin(null, true);
        try {
            install(order, lane, session);
        } finally {
            lane.guard().end();
        }
        String sessionId = session.sessionId();
        // code that was replaced leaves no package state behind
        lane.close();
        return StepOutcome.done(sessionId);
    }

    /** A step that a former owner has begun ends with the code and the parameters it began with. */
    private void install(StepOrder order, LaneSession lane, TargetSession session) {
        InstallRequest request = order.kit().install().on(calls.lane(order, session), order.stamp());
        for (boolean waited = false; ; waited = true) {
            try {
                session.install(request);
                if (waited) {
                    wait.over(order);
                }
                return;
            } catch (TargetException e) {
                if (e.code() != DomCode.FORMER_SESSION || lane.guard().reason().isPresent()) {
                    throw e;
                }
                wait.once(order, e.getMessage());
            }
        }
    }
}
