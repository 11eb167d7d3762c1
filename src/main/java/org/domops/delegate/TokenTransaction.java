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
import org.slf4j.event.Level;
import org.springframework.dao.DuplicateKeyException;
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
    /**
     * After so many errors that are not a repository's outage the lane is left to its next owner, who collects the step's end
     * from the target. An outage is waited for as long as it takes.
     */
    private static final int TRIES = 60;

    private final RepositoryConnections connections;
    private final TransactionTemplate transaction;
    private final TokenMoves moves;
    private final StepProgress progress;
    private final StepEnd end;
    private final RunLanes lanes;
    private final WorkerStop stop;
    private final OutageLog outages;

    TokenTransaction(RepositoryConnections connections, TransactionTemplate transaction, TokenMoves moves, StepProgress progress,
                     StepEnd end, RunLanes lanes, WorkerStop stop, OutageLog outages) {
        this.connections = connections;
        this.transaction = transaction;
        this.moves = moves;
        this.progress = progress;
        this.end = end;
        this.lanes = lanes;
        this.stop = stop;
        this.outages = outages;
    }

    @Override
    public Optional<StepOrder> begin(Lease lease) {
        return move(lease, () -> moves.follow(lease.token(), progress.next(lease.token()), stop::requested));
    }

    @Override
    public Optional<StepOrder> end(Lease lease, StepOrder order, StepOutcome outcome) {
        try {
            return move(lease, () -> moves.afterEnd(lease.token(), end.record(order, outcome), stop::requested));
        } catch (DiagramStuck stuck) {
            return move(lease, () -> moves.afterEnd(lease.token(), end.stuck(order, outcome, stuck.getMessage()), stop::requested));
        }
    }

    @Override
    public void waitingFor(StepOrder order, String what) {
        connections.forLane(() -> {
            lanes.waitingFor(order.lane(), what);
            return null;
        });
    }

    /** Lets the lane be continued elsewhere at once; does nothing if it is not this server's any more. */
    void giveBack(Lease lease) {
        lease.pause();
        transaction.executeWithoutResult(status -> moves.giveBack(lease.token()));
    }

    private Optional<StepOrder> move(Lease lease, Supplier<Optional<StepOrder>> work) {
        Optional<StepOrder> next = tried(TRIES, lease, lease.token().step() + " of run " + lease.token().runId(), () -> {
            moves.requireOwned(lease.token());
            return work.get();
        });
        next.ifPresentOrElse(order -> lease.resume(order.token()), lease::settle);
        return next;
    }

    /** @param most how often it is tried @param what is recorded, for people */
    Optional<StepOrder> tried(int most, String what, Supplier<Optional<StepOrder>> work) {
        return tried(most, null, what, work);
    }

    /** @param lease paused when it is the lane's turn, not before: its turn may come later than the lease ends; null: none */
    private Optional<StepOrder> tried(int most, Lease lease, String what, Supplier<Optional<StepOrder>> work) {
        int tries = 0;
        while (true) {
            try {
                Optional<StepOrder> done = connections.forLane(() -> {
                    if (lease != null) {
                        lease.pause();
                    }
                    return transaction.execute(status -> work.get());
                });
                outages.answered(true);
                return done;
            } catch (DomException e) {
                DiagramStuck.throwUnlessLost(e);
                throw e;
            } catch (RuntimeException e) {
                // an engine's or a database's exception says little about the outcome: look again, under the same lock
                boolean outage = outages.explains(e);
                if (!outage) {
                    // the live log has written the same statements at this moment: the next try sees them
                    LOG.atLevel(tries == 0 && e instanceof DuplicateKeyException ? Level.DEBUG : Level.WARN).log(
                            "{} could not be recorded now, it is tried again: {}", what, e.toString());
                }
                tries += outage && lease != null ? 0 : 1;
                DiagramStuck.throwIf(e, tries);
                if (tries >= most || stop.await(AGAIN)) {
                    throw e;
                }
            }
        }
    }
}
