package org.domops.delegate;

import org.domops.engine.StepKind;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.repository.Definitions;
import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Calls ITERATOR, which fills the state table for the next round, or raises -20100; if the lane may still go on. */
@Component
class IteratorDelegate implements StepDelegate {

    private final Definitions definitions;
    private final RunLanes lanes;
    private final ProcedureCall procedure;
    private final Clock clock;

    IteratorDelegate(Definitions definitions, RunLanes lanes, ProcedureCall procedure, Clock clock) {
        this.definitions = definitions;
        this.lanes = lanes;
        this.procedure = procedure;
        this.clock = clock;
    }

    @Override
    public StepKind kind() {
        return StepKind.ITERATOR;
    }

    @Override
    public StepOutcome execute(StepOrder order, LaneSession session) {
        requireTime(order);
        return procedure.call(order, definitions.iteratorPackage(order.run().operationId()), session);
    }

    /** The allowed duration counts from the lane's last start or restart. */
    private void requireTime(StepOrder order) {
        Optional<Duration> allowed = definitions.allowedDuration(order.run().operationId(), order.run().environmentId());
        LaneRow lane = lanes.find(order.lane()).orElseThrow();
        if (allowed.isPresent() && clock.instant().isAfter(lane.lastStart().plus(allowed.get()))) {
            throw new DomException(DomCode.DURATION_EXCEEDED, lane.database() + " runs since " + lane.lastStart()
                    + ", longer than the operation's allowed duration of " + allowed.get().toString().substring(2).toLowerCase(Locale.ROOT)
                    + "; no further round is begun, a restart goes on.");
        }
    }
}
