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
    private final LiveLog liveLog;
    private final Map<StepKind, StepDelegate> delegates = new EnumMap<>(StepKind.class);

    LaneWorker(TokenTransaction tokens, LaneSessions sessions, QuietenLane quieten, LiveLog liveLog,
               List<StepDelegate> delegates) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.quieten = quieten;
        this.liveLog = liveLog;
        delegates.forEach(delegate -> this.delegates.put(delegate.kind(), delegate));
    }

    void work(Lease lease) {
        try (LaneSession session = sessions.of(lease.token())) {
            lease.guard(session.guard());
            work(lease, session);
        } catch (DomException e) {
            LOG.warn("{} {}", e.code().label(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} of run {} is given up by this server; it is taken up again when its lease has expired",
                    lease.token().procedure(), lease.token().runId(), e);
        }
    }

    private void work(Lease lease, LaneSession session) {
        try {
            Optional<StepOrder> order = tokens.begin(lease);
            while (order.isPresent()) {
                StepOrder current = order.get();
                liveLog.begin(session, current);
                StepOutcome outcome = execute(current, session);
                order = tokens.end(lease, current, outcome);
                session.trim(current.taskLogId(), outcome.statements().keySet());
            }
        } finally {
            liveLog.end(session);
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
