package org.domops.log;

/**
 * What the token at a step has to call next. It is committed before the call that it names, so that whoever takes the
 * token over after a crash resumes at the phase reached.
 */
public enum StepPhase {
    /** Restart: install, where the code differs, and push the parameters again. */
    RESTART_INSTALL,
    /** Restart at a task: INITIAL comes first. */
    RESTART_INITIAL,
    /** The step's own procedure. */
    CALL,
    /** The step failed and its error is committed: FINAL(handle, 'Y'). */
    FINAL_AFTER_ERROR,
    /** The error is committed and FINAL is done with: raise the incident. */
    INCIDENT,
    /** The step says that its object is complete, but other branches of the lane still run: wait for them. */
    OPERATION_COMPLETE,
    /** The lane is cancelled: end what it still does on its target. */
    CANCEL_QUIETEN,
    /** The target is quiet: FINAL(handle, 'Y'), then the lane is cancelled. */
    CANCEL_FINAL,
    /** The step is completed and the token has moved on. */
    DONE
}
