package org.domops.delegate;

import org.domops.run.StepOrder;
import org.domops.run.StepOutcome;

import java.util.Optional;

/**
 * What a worker asks of the server while it works on lanes: in the server's own process, or over HTTP. The procedures
 * are called between these, and never because one of these has to be tried again.
 */
public interface StepDesk {

    /** What a token that was just fetched has to call; empty: nothing. */
    Optional<StepOrder> begin(Lease lease);

    /**
     * Records a call's end and says what the lane has to call next; empty: nothing, the token is not this worker's any
     * more.
     */
    Optional<StepOrder> end(Lease lease, StepOrder order, StepOutcome outcome);

    /** Shows people what the lane of a step waits for. @param what null: for nothing any more */
    void waitingFor(StepOrder order, String what);
}
