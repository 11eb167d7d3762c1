package org.domops.torture.check;

/** A row of DOM$RUN_OBJECTS. */
public record ObjectFact(long runId, long databaseId, String objectName, String status, int iteration) {
}
