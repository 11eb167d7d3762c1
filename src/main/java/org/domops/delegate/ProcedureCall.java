package org.domops.delegate;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.StepPhase;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.domops.target.ConnectionLostException;
import org.domops.target.StepCall;
import org.domops.target.StepResult;
import org.domops.target.TargetException;
import org.domops.target.TargetSession;
import org.domops.target.UnrecordedException;
import org.springframework.stereotype.Component;

import java.util.EnumSet;
import java.util.Set;

/**
 * Calls a procedure on a target: waits while a former owner's session lives, and asks again under the same attempt when
 * the connection was lost, so that a step which was completed unseen is collected and not called again.
 */
@Component
class ProcedureCall {

    /** A former owner's session lives, or code is being installed: the target is as it was, and lets us in later. */
    private static final Set<DomCode> WAITED_FOR = EnumSet.of(DomCode.FORMER_SESSION, DomCode.INSTALL_BUSY);
    private static final int RECONNECTS = 3;

    private final StepCalls calls;
    private final StatementRest statements;
    private final TargetWait wait;

    ProcedureCall(StepCalls calls, StatementRest statements, TargetWait wait) {
        this.calls = calls;
        this.statements = statements;
        this.wait = wait;
    }

    /** @throws DomException when the target refuses the attempt, or can't be reached before the first call */
    StepOutcome call(StepOrder order, LaneSession lane) {
        lane.guard().begin(order.kit().policy().maxStepTime(), order.phase() != StepPhase.CANCEL_FINAL);
        try {
            return lane.guard().explained(callUntilKnown(order, lane));
        } finally {
            lane.guard().end();
        }
    }

    private StepOutcome callUntilKnown(StepOrder order, LaneSession lane) {
        ConnectionLostException lost = null;
        int reconnects = 0;
        boolean waited = false;
        while (true) {
            try {
                TargetSession session = lane.forStep(order);
                StepCall call = calls.of(order, session);
                lane.guard().calling();
                StepOutcome outcome = outcome(order, lane, session, session.call(call));
                if (waited) {
                    wait.over(order);
                }
                return outcome;
            } catch (ConnectionLostException e) {
                lane.abort();
                lost = e;
            } catch (UnrecordedException e) {
                lane.abort();
                return StepOutcome.lost(e.code().number(), e.getMessage(), false);
            } catch (DomException e) {
                if (WAITED_FOR.contains(e.code()) && lane.guard().reason().isEmpty()) {
                    wait.once(order, e.getMessage());
                    waited = true;
                    continue;
                }
                if (lost == null) {
                    throw e;
                }
                if (e instanceof TargetException refused && !refused.transientError()) {
                    // a refused login above all: trying again locks accounts
                    return StepOutcome.lost(e.code().number(), lost.getMessage() + "; then " + e.getMessage(), false);
                }
            }
            // a call that DOM has ended is not made again
            if (reconnects++ == RECONNECTS || lane.guard().reason().isPresent()) {
                return StepOutcome.lost(lost.code().number(), lost.getMessage(), true);
            }
            wait.pause(order);
        }
    }

    private StepOutcome outcome(StepOrder order, LaneSession lane, TargetSession session, StepResult result) {
        StepResult.Failed failed = result instanceof StepResult.Failed error ? error : null;
        return new StepOutcome(failed == null ? null : failed.errorCode(), failed == null ? null : failed.text(),
                failed != null && failed.transientError(order.kit().policy().transientErrors()), result.session(),
                result.possiblyRepeated(), false, result.sha256(), statements.of(order, lane, session));
    }
}
