package org.domops.delegate;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.RunLanes;
import org.domops.repository.RepositoryIdentity;
import org.domops.run.StepArguments;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.domops.target.ConnectionLostException;
import org.domops.target.LockName;
import org.domops.target.SqlStatementRow;
import org.domops.target.StepCall;
import org.domops.target.StepResult;
import org.domops.target.TargetException;
import org.domops.target.TargetSession;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Calls a procedure on a target: waits while a former owner's session lives, and asks again under the same attempt when
 * the connection was lost, so that a step which was completed unseen is collected and not called again.
 */
@Component
class ProcedureCall {

    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** A former owner's session lives, or code is being installed: the target is as it was, and lets us in later. */
    private static final Set<DomCode> WAITED_FOR = EnumSet.of(DomCode.FORMER_SESSION, DomCode.INSTALL_BUSY);
    private static final int RECONNECTS = 3;

    private final RepositoryIdentity identity;
    private final RunLanes lanes;
    private final WorkerStop stop;

    ProcedureCall(RepositoryIdentity identity, RunLanes lanes, WorkerStop stop) {
        this.identity = identity;
        this.lanes = lanes;
        this.stop = stop;
    }

    /** @throws DomException when the target refuses the attempt, or can't be reached before the first call */
    StepOutcome call(StepOrder order, String packageName, LaneSession lane) {
        ConnectionLostException lost = null;
        int reconnects = 0;
        boolean waited = false;
        while (true) {
            try {
                TargetSession session = lane.forObject(order.object().objectId());
                StepOutcome outcome = outcome(order, lane, session,
                        session.call(stepCall(order, packageName, session)), packageName);
                if (waited) {
                    lanes.waitingFor(order.lane(), null);
                }
                return outcome;
            } catch (ConnectionLostException e) {
                lane.abort();
                lost = e;
            } catch (DomException e) {
                if (WAITED_FOR.contains(e.code())) {
                    lanes.waitingFor(order.lane(), e.getMessage());
                    waited = true;
                    pause(order);
                    continue;
                }
                if (lost == null) {
                    throw e;
                }
                if (e instanceof TargetException refused && !refused.transientError()) {
                    // a refused login above all: trying again locks accounts
                    return StepOutcome.lost(e.code().number(), lost.getMessage() + "; then " + e.getMessage());
                }
            }
            if (reconnects++ == RECONNECTS) {
                return StepOutcome.lost(lost.code().number(), lost.getMessage());
            }
            pause(order);
        }
    }

    private void pause(StepOrder order) {
        if (stop.await(AGAIN)) {
            throw new DomException(DomCode.STEP_LOST, order.procedure() + " of run " + order.run().id()
                    + " is left to be continued: the server stops.");
        }
    }

    private static StepOutcome outcome(StepOrder order, LaneSession lane, TargetSession session, StepResult result,
                                       String packageName) {
        Map<Integer, List<SqlStatementRow>> statements = new TreeMap<>();
        for (int attempt = order.unknownFrom(); attempt <= order.attempt(); attempt++) {
            List<SqlStatementRow> rows = session.sqlLog(order.taskLogId(), attempt);
            if (!rows.isEmpty()) {
                // an attempt without statements has nothing to trim either: a round trip less for each such step
                statements.put(attempt, rows);
            }
        }
        StepResult.Failed failed = result instanceof StepResult.Failed error ? error : null;
        return new StepOutcome(failed == null ? null : failed.errorCode(), failed == null ? null : failed.text(),
                result.session(), result.possiblyRepeated(), false, lane.sha256(packageName), statements);
    }

    private StepCall stepCall(StepOrder order, String packageName, TargetSession session) {
        List<String> arguments = StepArguments.of(order);
        String repository = identity.uuid().toString();
        return new StepCall(order.taskLogId(), order.attempt(), order.unknownFrom(), order.handle(), packageName,
                order.procedure(), arguments.subList(1, arguments.size()),
                LockName.of(repository, order.run().operation(), order.run().instance(), session.schema()),
                order.object().objectId(), order.object().owner(), order.object().name(), order.run().instance(),
                repository);
    }
}
