package org.domops.delegate;

import org.domops.engine.ExternalTasks;
import org.domops.engine.HeldTokens;
import org.domops.engine.LaneInstances;
import org.domops.engine.LaneToken;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.run.StepOrder;
import org.domops.run.StepProgress;
import org.domops.run.TokenMove;
import org.springframework.stereotype.Component;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Moves tokens in the engine. In the caller's transaction, which decided it. */
@Component
class TokenMoves {

    private final ExternalTasks externalTasks;
    private final HeldTokens held;
    private final LaneInstances instances;
    private final StepProgress progress;

    TokenMoves(ExternalTasks externalTasks, HeldTokens held, LaneInstances instances, StepProgress progress) {
        this.externalTasks = externalTasks;
        this.held = held;
        this.instances = instances;
        this.progress = progress;
    }

    /**
     * Does what becomes of a token, and of those that it leads to, until a procedure has to be called.
     *
     * @param stopping whether the worker takes no further step: the next one is left to others
     * @return the call; empty: the lane has nothing more for this worker
     */
    Optional<StepOrder> follow(LaneToken token, TokenMove move, BooleanSupplier stopping) {
        if (move instanceof TokenMove.Call call) {
            return Optional.of(call.order());
        }
        Optional<LaneToken> next = moved(token, move);
        if (next.isEmpty() && token.branching()) {
            progress.rest(token);
        }
        if (next.isPresent() && stopping.getAsBoolean()) {
            externalTasks.unlock(next.get());
            return Optional.empty();
        }
        return next.flatMap(reached -> follow(reached, progress.next(reached), stopping));
    }

    /**
     * The same after a call's end.
     *
     * @param move empty: the token stays, its step's next phase is to be called
     */
    Optional<StepOrder> afterEnd(LaneToken token, Optional<TokenMove> move, BooleanSupplier stopping) {
        if (move.isEmpty() && stopping.getAsBoolean()) {
            externalTasks.unlock(token);
            return Optional.empty();
        }
        return follow(token, move.orElseGet(() -> progress.next(token)), stopping);
    }

    /** Lets the lane be continued elsewhere at once; does nothing if the token is not under this lock any more. */
    void giveBack(LaneToken token) {
        held.giveBack(token.externalTaskId(), token.workerId());
    }

    /** @return the token that the lane has now, locked; empty: none that this server goes on with */
    private Optional<LaneToken> moved(LaneToken token, TokenMove move) {
        if (move instanceof TokenMove.Complete complete) {
            return externalTasks.complete(token, complete.variables());
        }
        if (move instanceof TokenMove.OperationComplete complete) {
            return externalTasks.operationComplete(token, complete.message());
        }
        if (move instanceof TokenMove.Relocate relocate) {
            return externalTasks.relocate(token, relocate.activityId());
        }
        if (move instanceof TokenMove.Incident incident) {
            externalTasks.incident(token, incident.message(), incident.message());
        } else if (move instanceof TokenMove.RetryLater later) {
            externalTasks.retryLater(token, later.message(), later.after());
        } else if (move instanceof TokenMove.Park park) {
            externalTasks.park(token, park.time());
        } else if (move instanceof TokenMove.Cancelled cancelled) {
            instances.delete(cancelled.laneInstanceId(), "cancelled, confirmed by the target");
        }
        return Optional.empty();
    }

    /**
     * Locks the lane, and looks whether it is still the caller's then.
     *
     * @throws DomException STEP_LOST
     */
    void requireOwned(LaneToken token) {
        progress.lockLane(token);
        if (!externalTasks.owns(token)) {
            throw new DomException(DomCode.STEP_LOST, token.procedure() + " of run " + token.runId()
                    + " was taken over by another worker, or its process instance is gone.");
        }
    }
}
