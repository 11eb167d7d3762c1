package org.domops.delegate;

import org.domops.engine.ExternalTasks;
import org.domops.engine.LaneInstances;
import org.domops.engine.LaneToken;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.run.StepEnd;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.domops.run.StepProgress;
import org.domops.run.TokenMove;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The repository's side of a step in one transaction: the former step's end with its log rows, the token's move, the
 * lock on the lane's next step, and that step's attempt. If it fails it is tried again; the procedure never is.
 */
@Component
class TokenTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(TokenTransaction.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    /**
     * After so many errors that are not a repository's outage the lane is left to its next owner, who collects the step's end
     * from the target. An outage is waited for as long as it takes.
     */
    private static final int TRIES = 60;

    private final TransactionTemplate transaction;
    private final ExternalTasks externalTasks;
    private final LaneInstances instances;
    private final StepProgress progress;
    private final StepEnd end;
    private final WorkerStop stop;
    private final OutageLog outages;

    TokenTransaction(TransactionTemplate transaction, ExternalTasks externalTasks, LaneInstances instances,
                     StepProgress progress, StepEnd end, WorkerStop stop, OutageLog outages) {
        this.transaction = transaction;
        this.externalTasks = externalTasks;
        this.instances = instances;
        this.progress = progress;
        this.end = end;
        this.stop = stop;
        this.outages = outages;
    }

    /** What a token that was just fetched has to call; empty: nothing. */
    Optional<StepOrder> begin(Lease lease) {
        return move(lease, () -> follow(lease.token(), progress.next(lease.token())));
    }

    /** Records a call's end and says what the lane has to call next; empty: nothing, the token is not this server's any more. */
    Optional<StepOrder> end(Lease lease, StepOrder order, StepOutcome outcome) {
        try {
            return move(lease, () -> after(lease.token(), end.record(order, outcome)));
        } catch (DiagramStuck stuck) {
            return move(lease, () -> after(lease.token(), end.stuck(order, outcome, stuck.getMessage())));
        }
    }

    /** Lets the lane be continued elsewhere at once; does nothing if it is not this server's any more. */
    void giveBack(Lease lease) {
        lease.pause();
        transaction.executeWithoutResult(status -> {
            if (externalTasks.owns(lease.token())) {
                externalTasks.unlock(lease.token());
            }
        });
    }

    private Optional<StepOrder> after(LaneToken token, Optional<TokenMove> move) {
        if (move.isEmpty() && stop.requested()) {
            externalTasks.unlock(token);
            return Optional.empty();
        }
        return follow(token, move.orElseGet(() -> progress.next(token)));
    }

    private Optional<StepOrder> move(Lease lease, Supplier<Optional<StepOrder>> work) {
        lease.pause();
        int tries = 0;
        while (true) {
            try {
                Optional<StepOrder> next = transaction.execute(status -> {
                    requireOwned(lease.token());
                    return work.get();
                });
                next.ifPresent(order -> lease.resume(order.token()));
                outages.answered(true);
                return next;
            } catch (DomException e) {
                DiagramStuck.throwUnlessLost(e);
                throw e;
            } catch (RuntimeException e) {
                // an engine's or a database's exception says little about the outcome: look again, under the same lock
                if (!outages.explains(e)) {
                    LOG.warn("{} of run {} could not be recorded now, it is tried again: {}", lease.token().step(),
                            lease.token().runId(), e.toString());
                    DiagramStuck.throwIf(e, ++tries);
                }
                if (tries == TRIES || stop.await(AGAIN)) {
                    throw e;
                }
            }
        }
    }

    private Optional<StepOrder> follow(LaneToken token, TokenMove move) {
        if (move instanceof TokenMove.Call call) {
            return Optional.of(call.order());
        }
        Optional<LaneToken> next = moved(token, move);
        if (next.isPresent() && stop.requested()) {
            externalTasks.unlock(next.get());
            return Optional.empty();
        }
        return next.flatMap(reached -> follow(reached, progress.next(reached)));
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

    private void requireOwned(LaneToken token) {
        if (!externalTasks.owns(token)) {
            throw new DomException(DomCode.STEP_LOST, token.procedure() + " of run " + token.runId()
                    + " was taken over by another worker, or its process instance is gone.");
        }
    }
}
