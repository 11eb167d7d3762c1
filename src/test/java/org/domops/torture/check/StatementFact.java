package org.domops.torture.check;

import java.time.OffsetDateTime;

/** A row of DOM$SQL_LOG. */
public record StatementFact(long id, long taskLogId, int attempt, long targetSeq, String sqlText, String status,
                            OffsetDateTime startDttm, OffsetDateTime endDttm) {
}
