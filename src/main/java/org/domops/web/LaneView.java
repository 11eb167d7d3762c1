package org.domops.web;

import org.domops.log.LaneAt;
import org.domops.log.LaneRow;
import org.domops.log.Status;
import org.domops.log.TaskRow;

import java.time.Instant;

/**
 * A lane as /api shows it, with the step it is at: the errored one, else the running, else the last.
 *
 * @param waitingFor null: it waits for nothing
 * @param object null: none yet
 * @param procedure null: no step has begun
 * @param stepStart when the step's attempt began; null: no step has begun
 * @param rows that the step's statements processed so far; null: not known
 * @param site whose workers work on it, since the lane last had its turn; null: the servers' own
 * @param failures how many attempts of the lane's steps ended with an error so far
 */
record LaneView(String database, int wave, Status status, String statusMessage, String waitingFor, String object,
                Integer iteration, String procedure, Integer attempt, Instant stepStart, Long rows, String site, int failures,
                Instant start, Instant restart, Instant end) {

    static LaneView of(LaneAt at) {
        LaneRow lane = at.lane();
        TaskRow step = at.step();
        return new LaneView(lane.database(), lane.wave(), lane.status(), lane.statusMessage(), lane.waitingFor(),
                step == null ? null : step.object(), step == null ? null : step.key().iteration(),
                step == null ? null : step.key().procedure(), step == null ? null : step.attempt(),
                step == null ? null : step.start(), at.rows(), lane.site(), at.failures(), lane.start(), lane.restart(), lane.end());
    }
}
