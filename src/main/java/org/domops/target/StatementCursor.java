package org.domops.target;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far an attempt's statements have been read. One session writes one attempt's statements, so a number that was given
 * later is never visible earlier; only statements that were seen running change after they were read.
 *
 * @param after the greatest number read
 * @param open the numbers of those that still ran when they were read
 */
public record StatementCursor(long after, SortedSet<Long> open) {

    /** Nothing is read yet. */
    public static final StatementCursor START = new StatementCursor(0, new TreeSet<>());

    /** Everything is read, and nothing runs any more. */
    public static final StatementCursor END = new StatementCursor(Long.MAX_VALUE, new TreeSet<>());

    /** The cursor when these have been read, too. */
    public StatementCursor past(List<SqlStatementRow> rows) {
        long last = after;
        SortedSet<Long> running = new TreeSet<>(open);
        for (SqlStatementRow row : rows) {
            last = Math.max(last, row.seq());
            if (row.running()) {
                running.add(row.seq());
            } else {
                running.remove(row.seq());
            }
        }
        return new StatementCursor(last, running);
    }
}
