package org.domops.target;

import java.util.Collection;
import java.util.Set;

/**
 * A second connection to a target, which looks at what the lanes' sessions do there while they are busy. Each call's answer
 * comes within seconds, or the connection breaks. For one thread at a time.
 */
public interface TargetMonitor extends AutoCloseable {

    /**
     * The next statements of an attempt: those that ran when they were read before, and new ones.
     *
     * @param most at most so many rows
     * @throws TargetException when the target refuses or does not answer; close the monitor then
     */
    StatementBatch sqlLog(long taskLogId, int attempt, StatementCursor from, int most);

    /** As {@link TargetSession#trim(long, int, StatementCursor)}. */
    void trim(long taskLogId, int attempt, StatementCursor read);

    /**
     * Which of the sessions, all of this target, have ended there for certain. A session whose number the target has given
     * to another since counts as living.
     *
     * @throws TargetException as {@link #sqlLog}
     */
    Set<TargetSession> gone(Collection<TargetSession> sessions);

    @Override
    void close();
}
