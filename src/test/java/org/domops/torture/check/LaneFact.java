package org.domops.torture.check;

/** A row of DOM$RUN_LANES. */
public record LaneFact(long runId, long databaseId, String databaseName, String status, String waitingFor) {

    @Override
    public String toString() {
        return "run " + runId + " on " + databaseName;
    }
}
