package org.domops.torture.check;

import java.time.OffsetDateTime;

/** A row of DOM$TASK_ATTEMPT. */
public record AttemptFact(long taskLogId, int attempt, String status, Integer errorCode, String possiblyRepeated,
                          String outcomeUnknown, OffsetDateTime startDttm, OffsetDateTime endDttm) {

    public boolean repeated() {
        return "Y".equals(possiblyRepeated);
    }
}
