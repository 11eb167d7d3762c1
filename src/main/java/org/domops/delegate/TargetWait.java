package org.domops.delegate;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.run.StepOrder;
import org.springframework.stereotype.Component;

import java.time.Duration;

/** A lane waits for somebody on its target, e.g. a former owner's session; for whom, its row shows. */
@Component
class TargetWait {

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final StepDesk desk;
    private final WorkerStop stop;

    TargetWait(StepDesk desk, WorkerStop stop) {
        this.desk = desk;
        this.stop = stop;
    }

    /**
     * Waits a while, to ask again then.
     *
     * @param what for whom
     * @throws DomException STEP_LOST when the worker stops
     */
    void once(StepOrder order, String what) {
        desk.waitingFor(order, what);
        pause(order);
    }

    /** The same without a word: the target can't be asked. */
    void pause(StepOrder order) {
        if (stop.await(AGAIN)) {
            throw new DomException(DomCode.STEP_LOST, order.procedure() + " of run " + order.run().id()
                    + " is left to be continued: the worker stops.");
        }
    }

    void over(StepOrder order) {
        desk.waitingFor(order, null);
    }
}
