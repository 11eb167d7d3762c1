package org.domops.delegate;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.RunLanes;
import org.domops.run.StepOrder;
import org.springframework.stereotype.Component;

import java.time.Duration;

/** A lane waits for somebody on its target, e.g. a former owner's session; for whom, its row shows. */
@Component
class TargetWait {

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final RunLanes lanes;
    private final WorkerStop stop;

    TargetWait(RunLanes lanes, WorkerStop stop) {
        this.lanes = lanes;
        this.stop = stop;
    }

    /**
     * Waits a while, to ask again then.
     *
     * @param what for whom
     * @throws DomException STEP_LOST when the server stops
     */
    void once(StepOrder order, String what) {
        lanes.waitingFor(order.lane(), what);
        pause(order);
    }

    /** The same without a word: the target can't be asked. */
    void pause(StepOrder order) {
        if (stop.await(AGAIN)) {
            throw new DomException(DomCode.STEP_LOST, order.procedure() + " of run " + order.run().id()
                    + " is left to be continued: the server stops.");
        }
    }

    void over(StepOrder order) {
        lanes.waitingFor(order.lane(), null);
    }
}
