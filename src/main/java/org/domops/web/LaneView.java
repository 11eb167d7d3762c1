package org.domops.web;

import org.domops.log.LaneRow;
import org.domops.log.Status;
import org.domops.log.TaskRow;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A lane as /api shows it, with the step it is at: the errored one, else the running, else the last.
 *
 * @param waitingFor null: it waits for nothing
 * @param object null: none yet
 * @param procedure null: no step has begun
 */
record LaneView(String database, int wave, Status status, String statusMessage, String waitingFor, String object,
                Integer iteration, String procedure, Integer attempt, Instant start, Instant restart, Instant end) {

    static List<LaneView> of(List<LaneRow> lanes, List<TaskRow> steps) {
        return lanes.stream().map(lane -> of(lane, at(lane, steps))).toList();
    }

    private static TaskRow at(LaneRow lane, List<TaskRow> steps) {
        List<TaskRow> own = steps.stream().filter(step -> step.key().lane().equals(lane.key())).toList();
        Status wanted = lane.status() == Status.E ? Status.E : Status.R;
        return own.stream().filter(step -> step.status() == wanted).findFirst()
                .orElseGet(() -> own.stream().max(Comparator.comparing(TaskRow::start)).orElse(null));
    }

    private static LaneView of(LaneRow lane, TaskRow step) {
        return new LaneView(lane.database(), lane.wave(), lane.status(), lane.statusMessage(), lane.waitingFor(),
                step == null ? null : step.object(), step == null ? null : step.key().iteration(),
                step == null ? null : step.key().procedure(), step == null ? null : step.attempt(), lane.start(),
                lane.restart(), lane.end());
    }
}
