package org.domops.run;

import java.time.Duration;
import java.util.Map;

/** What has to happen to a token, in the transaction that decided it. */
public sealed interface TokenMove {

    /** A procedure has to be called; the token stays. */
    record Call(StepOrder order) implements TokenMove {
    }

    /** The step is completed: the token moves on. */
    record Complete(Map<String, Object> variables) implements TokenMove {
    }

    /** The object is complete: the token leaves by the BPMN error -20100. */
    record OperationComplete(String message) implements TokenMove {
    }

    /** The step is errored and its lane with it: the token stays, with an incident. */
    record Incident(String message) implements TokenMove {
    }

    /** A transient error: the step is tried again after so long. */
    record RetryLater(Duration after, String message) implements TokenMove {
    }

    /** Nothing may be called now: the token waits for so long, or until somebody releases it. */
    record Park(Duration time) implements TokenMove {
    }

    /** The lane goes on at another step of the diagram than the one its new instance began with. */
    record Relocate(String activityId) implements TokenMove {
    }

    /** The lane is cancelled: its instance is deleted, and the token with it. */
    record Cancelled(String laneInstanceId) implements TokenMove {
    }
}
