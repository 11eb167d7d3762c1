package org.domops.log;

/**
 * Names a step: one procedure call of a lane.
 *
 * @param objectId 0: no object (INSTALL)
 * @param procedure in upper case
 * @param iteration from 1; 0: none (INSTALL)
 */
public record StepKey(LaneKey lane, long objectId, String procedure, int iteration) {
}
