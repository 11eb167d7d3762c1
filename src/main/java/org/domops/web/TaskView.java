package org.domops.web;

import org.domops.log.Status;
import org.domops.log.TaskRow;

import java.time.Instant;

/** A row of DOM$TASK_LOG as /api shows it. */
record TaskView(long id, String database, String object, String procedure, int iteration, Status status,
                String statusMessage, Integer errorCode, int attempt, Instant start, Instant end) {

    static TaskView of(TaskRow step) {
        return new TaskView(step.id(), step.database(), step.object(), step.key().procedure(), step.key().iteration(),
                step.status(), step.statusMessage(), step.errorCode(), step.attempt(), step.start(), step.end());
    }
}
