package org.domops.torture.check;

import java.time.OffsetDateTime;

/** A row of DOM$RUN_LOG. */
public record RunFact(long id, String operationName, int operationInstance, String status, String activeKey,
                      OffsetDateTime endDttm) {

    public boolean forked() {
        return operationName.equals("torture-fork");
    }
}
