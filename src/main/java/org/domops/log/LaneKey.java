package org.domops.log;

/** Names a lane: one database's part of a run. */
public record LaneKey(long runId, long databaseId) {
}
