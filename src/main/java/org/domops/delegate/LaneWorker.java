package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.StepPhase;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.domops.target.TargetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works on a lane from the step at which its token was fetched, one step after the other, until it ends or errs. */
@Component
class LaneWorker {

    private static final Logger LOG = LoggerFactory.getLogger(LaneWorker.class);

    private final TokenTransaction tokens;
    private final LaneSessions sessions;
    private final QuietenLane quieten;
    private final WorkerStop stop;
    private final Map<StepKind, StepDelegate> delegates = new EnumMap<>(StepKind.class);

    LaneWorker(TokenTransaction tokens, LaneSessions sessions, QuietenLane quieten, WorkerStop stop,
               List<StepDelegate> delegates) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.quieten = quieten;
        this.stop = stop;
        delegates.forEach(delegate -> this.delegates.put(delegate.kind(), delegate));
    }

    void work(Lease lease) {
        if (stop.requested()) {
            giveBack(lease);
            return;
        }
        try (LaneSession session = sessions.of(lease.token())) {
            lease.guard(session.guard());
            Optional<StepOrder> order = tokens.begin(lease);
            while (order.isPresent()) {
                StepOrder current = order.get();
                StepOutcome outcome = execute(current, session);
                order = tokens.end(lease, current, outcome);
                session.trim(current.taskLogId(), outcome.statements().keySet());
            }
        } catch (DomException e) {
            LOG.warn("{} {}", e.code().label(), e.getMessage());
            giveBackIfStopping(lease);
        } catch (RuntimeException e) {
            if (stop.requested()) {
                LOG.warn("{} of run {} is left to be continued: the server stops ({})", lease.token().procedure(),
                        lease.token().runId(), e.toString());
                giveBack(lease);
                return;
            }
            LOG.error("{} of run {} is given up by this server; it is taken up again when its lease has expired",
                    lease.token().procedure(), lease.token().runId(), e);
        }
    }

    private void giveBackIfStopping(Lease lease) {
        if (stop.requested()) {
            giveBack(lease);
        }
    }

    /** @return false: the repository can't be reached, or the engine refuses; it is taken up when its lease has expired */
    boolean giveBack(Lease lease) {
        try {
            tokens.giveBack(lease);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("{} of run {} could not be given back, it is continued when its lease has expired: {}",
                    lease.token().procedure(), lease.token().runId(), e.toString());
            return false;
        }
    }

    private StepOutcome execute(StepOrder order, LaneSession session) {
        try {
            return order.phase() == StepPhase.CANCEL_QUIETEN ? quieten.execute(order, session)
                    : delegates.get(order.kind()).execute(order, session);
        } catch (DomException e) {
            if (e.code() == DomCode.STEP_LOST) {
                throw e;
            }
            return StepOutcome.refused(e.code().number(), e.getMessage(),
                    e instanceof TargetException target && target.transientError());
        } catch (RuntimeException e) {
            LOG.error("{} of run {} met an error inside DOM", order.procedure(), order.run().id(), e);
            session.abort();
            return StepOutcome.refused(DomCode.INTERNAL.number(), DomCode.INTERNAL.meaning() + " (" + e + ")", false);
        }
    }
}
