package org.domops.delegate;

import org.domops.error.DomException;
import org.domops.log.RunLanes;
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
class TokenTransaction implements StepDesk {

    private static final Logger LOG = LoggerFactory.getLogger(TokenTransaction.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** After so many tries the lane is left to its next owner, who collects the step's end from the target. */
    private static final int TRIES = 60;

    private final TransactionTemplate transaction;
    private final TokenMoves moves;
    private final StepProgress progress;
    private final StepEnd end;
    private final RunLanes lanes;
    private final WorkerStop stop;

    TokenTransaction(TransactionTemplate transaction, TokenMoves moves, StepProgress progress, StepEnd end, RunLanes lanes, WorkerStop stop) {
        this.transaction = transaction;
        this.moves = moves;
        this.progress = progress;
        this.end = end;
        this.lanes = lanes;
        this.stop = stop;
    }

    @Override
    public Optional<StepOrder> begin(Lease lease) {
        return move(lease, () -> moves.follow(lease.token(), progress.next(lease.token()), stop::requested));
    }

    @Override
    public Optional<StepOrder> end(Lease lease, StepOrder order, StepOutcome outcome) {
        try {
            return move(lease, () -> {
                Optional<TokenMove> move = end.record(order, outcome);
                return moves.follow(lease.token(), move.orElseGet(() -> progress.next(lease.token())), stop::requested);
            });
        } catch (DiagramStuck stuck) {
            return move(lease, () -> {
                Optional<TokenMove> move = end.stuck(order, outcome, stuck.getMessage());
                return moves.follow(lease.token(), move.orElseGet(() -> progress.next(lease.token())), stop::requested);
            });
        }
    }

    @Override
    public void waitingFor(StepOrder order, String what) {
        lanes.waitingFor(order.lane(), what);
    }

    private Optional<StepOrder> move(Lease lease, Supplier<Optional<StepOrder>> work) {
        lease.pause();
        Optional<StepOrder> next = tried(TRIES, lease.token().step() + " of run " + lease.token().runId(), () -> {
            moves.requireOwned(lease.token());
            return work.get();
        });
        next.ifPresent(order -> lease.resume(order.token()));
        return next;
    }

    /** @param most how often it is tried @param what is recorded, for people */
    Optional<StepOrder> tried(int most, String what, Supplier<Optional<StepOrder>> work) {
        for (int tries = 1; ; tries++) {
            try {
                return transaction.execute(status -> work.get());
            } catch (DomException e) {
                DiagramStuck.throwUnlessLost(e);
                throw e;
            } catch (RuntimeException e) {
                // an engine's or a database's exception says little about the outcome: look again, under the same lock
                LOG.warn("{} could not be recorded now, it is tried again: {}", what, e.toString());
                DiagramStuck.throwIf(e, tries);
                if (tries >= most || stop.await(AGAIN)) {
                    throw e;
                }
            }
        }
    }
}
