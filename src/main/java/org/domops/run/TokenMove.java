package org.domops.run;

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
}
