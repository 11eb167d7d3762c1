package org.domops.run;

import org.domops.error.DomCode;
import org.domops.target.SqlStatementRow;

import java.util.List;
import java.util.Map;

/**
 * How a call ended.
 *
 * @param errorCode the database's own, or DOM's; null: completed
 * @param errorText null: completed
 * @param transientError the same call may succeed at another time, as the dialect or the step's policy knows it
 * @param session which session of the target it ran in; null: none was opened
 * @param possiblyRepeated an earlier call of the same attempt had died without a mark
 * @param unknown the target may have completed the step without anybody having seen it
 * @param sha256 of the package source it ran; null: not known
 * @param statements the last SQL statements of this attempt, and of earlier ones whose outcome was unknown, each in
 *     order; those before them were carried already
 */
public record StepOutcome(Integer errorCode, String errorText, boolean transientError, String session,
                          boolean possiblyRepeated, boolean unknown, String sha256,
                          Map<Integer, List<SqlStatementRow>> statements) {

    /** A call that did what it was to do without anything to log. @param session may be null */
    public static StepOutcome done(String session) {
        return new StepOutcome(null, null, false, session, false, false, null, Map.of());
    }

    /** A call that ended before it reached the target's procedure. */
    public static StepOutcome refused(int errorCode, String errorText, boolean transientError) {
        return new StepOutcome(errorCode, errorText, transientError, null, false, false, null, Map.of());
    }

    /** A call of which nobody knows how it ended: its connection was lost and the target can't be reached again. */
    public static StepOutcome lost(int errorCode, String errorText, boolean transientError) {
        return new StepOutcome(errorCode, errorText, transientError, null, false, true, null, Map.of());
    }

    /**
     * The same as an error with another reason, as it was DOM that ended the call. Also where the target calls it
     * completed: a statement that was cut short is not an error everywhere (MariaDB's ANALYZE answers with a row).
     */
    public StepOutcome because(DomCode code, String reason) {
        String told = completed() ? "the target calls the step completed, but its statement may have been cut short" : error();
        return new StepOutcome(code.number(), reason + " (" + told + ")", false, session, possiblyRepeated, unknown, sha256,
                statements);
    }

    /** Code and text of the error. */
    public String error() {
        return errorCode + " " + errorText;
    }

    public boolean completed() {
        return errorCode == null;
    }

    /** The target did not let DOM in, and will not as long as nobody does something about it. */
    public boolean loginRefused() {
        return errorCode != null && errorCode == DomCode.CONNECT_FAILED.number() && !transientError;
    }

    /** The procedure says that its object is complete: -20100, or -20007 when it had nothing to perform. */
    public boolean objectComplete() {
        return errorCode != null && (errorCode == DomCode.OPERATION_COMPLETE.number()
                || errorCode == DomCode.NOTHING_TO_PERFORM.number());
    }

    public boolean nothingToPerform() {
        return errorCode != null && errorCode == DomCode.NOTHING_TO_PERFORM.number();
    }
}
