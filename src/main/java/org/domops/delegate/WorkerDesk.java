package org.domops.delegate;

import org.domops.engine.HeldTokens;
import org.domops.engine.LaneToken;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneKey;
import org.domops.log.RunLanes;
import org.domops.log.SqlLog;
import org.domops.log.StepPhase;
import org.domops.run.OrderedSteps;
import org.domops.run.StepEnd;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.domops.run.StepProgress;
import org.domops.run.TokenMove;
import org.domops.target.SqlStatementRow;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The server's side of workers outside of it, with the transactions of its own worker. Every request may come twice, as
 * its answer may be lost; what a worker says is believed of tokens only that are locked under the id it names.
 *
 * <p>An end that was recorded already is not recorded again: it is answered with what the lane has to call now, if the
 * lane's token is still locked under the same id, else with nothing.
 */
@Component
public class WorkerDesk {

    /** An answer may not take long; the worker comes again. */
    private static final int TRIES = 3;

    private final TokenTransaction transaction;
    private final TokenMoves moves;
    private final HeldTokens tokens;
    private final OrderedSteps orders;
    private final StepProgress progress;
    private final StepEnd end;
    private final SqlLog log;
    private final RunLanes lanes;
    private final WorkerProperties properties;

    /**
     * A token was fetched from the engine's REST interface.
     *
     * @param fetchedBy the worker id under which it is locked
     * @param workerId unique for the lock: under it the token is locked from now on
     */
    public record Begin(String externalTaskId, String fetchedBy, String workerId) {
    }

    /**
     * A call has ended.
     *
     * @param order the number of the order's fence
     * @param stamp what the target was left; null: nothing, it was no INSTALL
     * @param stopping the worker takes no further step
     */
    public record End(String externalTaskId, String workerId, long taskLogId, int attempt, StepPhase phase, long order,
                      String stamp, StepOutcome outcome, boolean stopping) {
    }

    /** @param what null: for nothing any more */
    public record Waiting(String externalTaskId, String workerId, String what) {
    }

    /**
     * Statements of a step that runs, or that were too many for its end.
     *
     * @param rows in the order they began
     */
    public record Statements(String externalTaskId, String workerId, long taskLogId, int attempt, List<SqlStatementRow> rows) {
    }

    /** @param order what is to be called; null: the lane has nothing more for the worker */
    public record Next(StepOrder order) {
    }

    WorkerDesk(TokenTransaction transaction, TokenMoves moves, HeldTokens tokens, OrderedSteps orders, StepProgress progress,
               StepEnd end, SqlLog log, RunLanes lanes, WorkerProperties properties) {
        this.transaction = transaction;
        this.moves = moves;
        this.tokens = tokens;
        this.orders = orders;
        this.progress = progress;
        this.end = end;
        this.log = log;
        this.lanes = lanes;
        this.properties = properties;
    }

    /** What the token has to call; nothing: it is locked by another, gone, or has nothing to do now. */
    public Next begin(Begin begin) {
        return next(transaction.tried(TRIES, "A worker's begin", () -> tokens.take(begin.externalTaskId(), begin.fetchedBy(),
                begin.workerId(), lease()).flatMap(token -> moves.follow(token, progress.next(token), () -> false))));
    }

    /** @throws DomException STEP_LOST when the step is another worker's now, or gone */
    public Next end(End ended) {
        try {
            return next(recorded(ended, order -> end.record(order, ended.outcome())));
        } catch (DiagramStuck stuck) {
            return next(recorded(ended, order -> end.stuck(order, ended.outcome(), stuck.getMessage())));
        }
    }

    private Optional<StepOrder> recorded(End ended, Function<StepOrder, Optional<TokenMove>> record) {
        return transaction.tried(TRIES, "The end of a worker's step", () -> {
            Optional<LaneToken> token = locked(ended);
            if (token.isEmpty()) {
                if (!orders.recorded(ended.taskLogId(), ended.attempt(), ended.phase(), ended.outcome().session())) {
                    throw lost("The step");
                }
                return tokens.heldBy(ended.workerId(), lease()).flatMap(now -> moves.follow(now, progress.next(now), ended::stopping));
            }
            Optional<TokenMove> move = orders.of(token.get(), ended.order(), ended.stamp()).filter(order -> same(order, ended)).map(order -> {
                requireOwnAttempts(order, ended.outcome());
                return record.apply(order);
            }).orElse(Optional.empty());
            return moves.afterEnd(token.get(), move, ended::stopping);
        });
    }

    /** The token, with its lane locked; looked at again after that, as the same end may just have been recorded. */
    private Optional<LaneToken> locked(End ended) {
        Optional<LaneToken> token = tokens.find(ended.externalTaskId(), ended.workerId(), lease());
        token.ifPresent(progress::lockLane);
        return token.isEmpty() ? token : tokens.find(ended.externalTaskId(), ended.workerId(), lease());
    }

    private static boolean same(StepOrder order, End ended) {
        return order.taskLogId() == ended.taskLogId() && order.attempt() == ended.attempt() && order.phase() == ended.phase();
    }

    private static void requireOwnAttempts(StepOrder order, StepOutcome outcome) {
        if (outcome.statements().keySet().stream().anyMatch(attempt -> !own(order, attempt))) {
            throw new DomException(DomCode.STEP_LOST, "The statements of " + order.step() + " are of other attempts than "
                    + order.unknownFrom() + " to " + order.attempt() + ".");
        }
    }

    private static boolean own(StepOrder order, int attempt) {
        return attempt >= order.unknownFrom() && attempt <= order.attempt();
    }

    /**
     * Makes statements of the step at whose call the worker is durable.
     *
     * @throws DomException STEP_LOST when the step is another worker's now, or gone
     */
    public void statements(Statements statements) {
        // looked at and written in one transaction: a new owner's end can't come between
        transaction.tried(TRIES, "Statements of a worker's step", () -> {
            StepOrder order = tokens.find(statements.externalTaskId(), statements.workerId(), lease()).flatMap(token -> orders.of(token, 0, null))
                    .filter(each -> each.taskLogId() == statements.taskLogId() && own(each, statements.attempt()))
                    .orElseThrow(() -> lost("The step of the statements"));
            log.write(order.run().id(), order.taskLogId(), statements.attempt(), statements.rows());
            return Optional.empty();
        });
    }

    /** Shows what the lane of a token waits for; a token that is not locked under the id is left alone. */
    public void waiting(Waiting waiting) {
        tokens.find(waiting.externalTaskId(), waiting.workerId(), lease())
                .ifPresent(token -> lanes.waitingFor(new LaneKey(token.runId(), token.databaseId()), waiting.what()));
    }

    private long lease() {
        return properties.lease().toMillis();
    }

    private static DomException lost(String what) {
        return new DomException(DomCode.STEP_LOST, what + " was taken over by another worker, or its process instance is gone.");
    }

    private static Next next(Optional<StepOrder> order) {
        return new Next(order.orElse(null));
    }
}
