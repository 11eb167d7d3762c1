package org.domops.repository;

/** An object of a lane. */
public record PlannedObject(long objectId, String type, String owner, String name, int runOrder) {
}
