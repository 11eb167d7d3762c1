package org.domops.torture.check;

/** A row of DOM$TASK_LOG. @param objectName null: none (INSTALL) */
public record StepFact(long id, long runId, String databaseName, String objectName, String procedureName, int repeatInstance,
                       String status, int attempt, String phase) {

    @Override
    public String toString() {
        return "run " + runId + " on " + databaseName + ", " + (objectName == null ? "" : objectName + " round " + repeatInstance + " ")
                + procedureName + " (step " + id + ")";
    }
}
