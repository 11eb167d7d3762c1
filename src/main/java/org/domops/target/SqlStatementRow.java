package org.domops.target;

import java.time.Instant;

/**
 * A statement that {@code execute_immediate} logged.
 *
 * @param seq its number on the target; grows in the order statements begin, with gaps
 * @param status R running, C completed, E ended with an error
 * @param preview true: test mode, logged and not run
 * @param rows rows processed; null while it runs, and for statements that have no such count
 * @param threads parallel threads; null where the target does not tell
 * @param errorCode as in {@link StepResult.Failed}; null: none
 * @param message the error's text; null: none
 * @param end null while it runs
 */
public record SqlStatementRow(long seq, String sqlText, String status, boolean preview, Long rows, Integer threads,
        Integer errorCode, String message, Instant start, Instant end) {

    private static final String RUNNING = "R";

    /** Whether it had not ended when it was read. */
    public boolean running() {
        return RUNNING.equals(status);
    }
}
