package org.domops.log;

/** @param id of DOM$TASK_ATTEMPT, by which attempts are paged */
public record NumberedAttempt(long id, AttemptRow attempt) {
}
