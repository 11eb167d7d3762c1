package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.repository.StepPolicy;
import org.domops.run.StepArguments;
import org.domops.run.StepOrder;
import org.domops.target.FencedLane;
import org.domops.target.LockName;
import org.domops.target.StepCall;
import org.domops.target.StepSettings;
import org.domops.target.TargetSession;
import org.springframework.stereotype.Component;

import java.util.List;

/** Puts what a target has to know of a step together. */
@Component
class StepCalls {

    StepCall of(StepOrder order, TargetSession session) {
        StepPolicy policy = order.kit().policy();
        List<String> arguments = StepArguments.of(order);
        return new StepCall(order.taskLogId(), order.attempt(), order.unknownFrom(),
                order.token().branching() && order.kind() == StepKind.TASK, order.handle(), order.kit().packageName(),
                order.procedure(),
                arguments.subList(1, arguments.size()), laneLock(order, session), order.object().objectId(),
                order.object().owner(), order.object().name(), order.run().instance(), order.kit().repositoryUuid(),
                new StepSettings(policy.resumable(), policy.ddlLockTimeout()), order.fence());
    }

    /** For what is done to the lane other than to call a procedure. */
    FencedLane lane(StepOrder order, TargetSession session) {
        return new FencedLane(laneLock(order, session), order.handle(), order.fence());
    }

    /** A test run has a lock of its own: it neither waits for the operation's real run nor holds it up. */
    private String laneLock(StepOrder order, TargetSession session) {
        String operation = order.run().test() ? order.run().operation() + " (test)" : order.run().operation();
        return LockName.of(order.kit().repositoryUuid(), operation, order.run().instance(), session.schema());
    }
}
