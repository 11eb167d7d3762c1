package org.domops.run;

import org.domops.engine.LaneInstances;
import org.domops.error.DomException;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes one lane out of a run, with a reason: the run can complete without it, and never shows it as done. */
@Component
@Transactional
public class SkipLane {

    private final OrderedLanes ordered;
    private final RunLanes lanes;
    private final LaneLife life;
    private final LaneCancelling cancelling;
    private final LaneInstances instances;

    SkipLane(OrderedLanes ordered, RunLanes lanes, LaneLife life, LaneCancelling cancelling, LaneInstances instances) {
        this.ordered = ordered;
        this.lanes = lanes;
        this.life = life;
        this.cancelling = cancelling;
        this.instances = instances;
    }

    /**
     * @return what was done, in words
     * @throws DomException NO_SUCH_RUN, INVALID_REQUEST, REASON_MISSING; NOT_POSSIBLE: the lane is neither planned nor
     *         errored; a running one is cancelled instead
     */
    public String skip(LaneOrder order) {
        order.requireDatabase("Skipping").requireReason("Skipping");
        LaneRow lane = ordered.lock(order).get(0);
        if (!LaneTransition.SKIP.allowedFrom(lane.status())) {
            throw OrderedLanes.notPossible(lane, "skipped", "a planned or errored one; one that runs can be cancelled");
        }
        instances.delete(lane.processInstanceId(), order.words("skipped"));
        cancelling.end(lane.key());
        life.skip(lane, order.words("skipped"));
        lanes.withoutInstance(lane.key());
        ordered.record(order, "SKIP", null);
        return lane.database() + " skipped in run " + order.runId();
    }
}
