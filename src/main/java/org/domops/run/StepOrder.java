package org.domops.run;

import org.domops.engine.LaneToken;
import org.domops.engine.StepKind;
import org.domops.log.LaneKey;
import org.domops.log.ObjectRow;
import org.domops.log.RunRow;
import org.domops.log.StepPhase;
import org.domops.target.Fence;
import org.domops.target.TargetStamp;

/**
 * One procedure call that a worker has to make.
 *
 * @param token the lane's token on whose behalf it is made
 * @param tokenStep the DOM$TASK_LOG id of the step at which the token stands
 * @param phase of the token's step
 * @param taskLogId the DOM$TASK_LOG id of the step that is called; differs from tokenStep for INSTALL and INITIAL at a
 *                  restart and FINAL after an error
 * @param attempt its attempt's number
 * @param unknownFrom the first of the attempts just before this one whose outcome nobody has seen; the attempt: none
 * @param step the name under which it is logged, see {@link LaneToken#step()}
 * @param object null: none (INSTALL)
 * @param iteration 0: none (INSTALL)
 * @param fence by which the target knows whether a later order was there before this one
 * @param stamp what an INSTALL leaves on the target; null: it is none
 * @param kit what the worker needs for it beside; null where its end is recorded
 */
public record StepOrder(LaneToken token, long tokenStep, StepPhase phase, long taskLogId, int attempt,
                        int unknownFrom, StepKind kind, String step, RunRow run, ObjectRow object, int iteration,
                        Fence fence, TargetStamp stamp, StepKit kit) {

    public LaneKey lane() {
        return new LaneKey(token.runId(), token.databaseId());
    }

    /** What is called, in upper case. */
    public String procedure() {
        return kind == StepKind.TASK ? token.procedure() : kind.name();
    }

    /** What procedures get to identify themselves: the run id, as a string. */
    public String handle() {
        return String.valueOf(run.id());
    }

    /** FINAL's second argument. */
    public boolean afterError() {
        return phase == StepPhase.FINAL_AFTER_ERROR || phase == StepPhase.CANCEL_FINAL;
    }
}
