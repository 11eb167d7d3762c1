package org.domops.torture.check;

/** A row of DOM$STEP_ATTEMPTS on a target: what DOM has marked there. */
public record TargetMark(String target, long taskLogId, int attempt, String status, int opens) {
}
