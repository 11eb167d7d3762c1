package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.StepPhase;
import org.domops.repository.RepositoryOutage;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.domops.target.TargetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works on a lane from the step at which its token was fetched, one step after the other, until it ends or errs. */
@Component
public class LaneWorker {

    private static final Logger LOG = LoggerFactory.getLogger(LaneWorker.class);

    private final StepDesk desk;
    private final TargetLogins logins;
    private final QuietenLane quieten;
    private final LiveLog liveLog;
    private final Clock clock;
    private final Map<StepKind, StepDelegate> delegates = new EnumMap<>(StepKind.class);

    LaneWorker(StepDesk desk, TargetLogins logins, QuietenLane quieten, LiveLog liveLog, Clock clock, List<StepDelegate> delegates) {
        this.desk = desk;
        this.logins = logins;
        this.quieten = quieten;
        this.liveLog = liveLog;
        this.clock = clock;
        delegates.forEach(delegate -> this.delegates.put(delegate.kind(), delegate));
    }

    /** Returns when the lane has nothing more for this worker. */
    public void work(Lease lease) {
        try (LaneSession session = new LaneSession(logins, clock)) {
            lease.guard(session.guard());
            work(lease, session);
        } catch (DomException e) {
            LOG.warn("{} {}", e.code().label(), e.getMessage());
        } catch (RuntimeException e) {
            if (RepositoryOutage.in(e)) {
                LOG.warn("{} of run {} is left to be continued: {}", lease.token().procedure(), lease.token().runId(),
                        RepositoryOutage.told(e).getMessage());
                return;
            }
            LOG.error("{} of run {} is given up by this worker; it is taken up again when its lease has expired",
                    lease.token().procedure(), lease.token().runId(), e);
        }
    }

    private void work(Lease lease, LaneSession session) {
        try {
            Optional<StepOrder> order = desk.begin(lease);
            while (order.isPresent()) {
                StepOrder current = order.get();
                liveLog.begin(session, current);
                StepOutcome outcome = execute(current, session);
                order = desk.end(lease, current, outcome);
                session.trim(current.taskLogId(), outcome.statements().keySet());
            }
        } finally {
            liveLog.end(session);
        }
    }

    private StepOutcome execute(StepOrder order, LaneSession session) {
        if (order.kit().problem() != null) {
            return order.kit().problem();
        }
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
