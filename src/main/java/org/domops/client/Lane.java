package org.domops.client;

import java.time.Instant;

/**
 * One database's part of a run, with its latest step.
 *
 * @param waitingFor what it waits for, e.g. a former owner's session; null: for nothing
 * @param object the latest step's object; null: none yet, or INSTALL
 * @param iteration the object's round, from 1; 0: none
 * @param procedure the latest step's procedure; null: none yet
 * @param stepStart when the latest step's attempt began; null: none yet
 * @param rows that its statements processed so far; null: not known
 * @param site whose workers work on it; null: the servers' own
 * @param failures how many attempts at the lane's steps ended with an error
 */
public record Lane(String database, int wave, String status, String statusMessage, String waitingFor, String object,
                   int iteration, String procedure, int attempt, Instant start, Instant restart, Instant end, Instant stepStart,
                   Long rows, String site, int failures) {

    public Instant lastStart() {
        return restart == null ? start : restart;
    }
}
