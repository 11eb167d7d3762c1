package org.domops.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.domops.log.ActionRow;
import org.domops.log.RunRow;
import org.domops.log.Status;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A run as /api shows it.
 *
 * @param lanes how many lanes have which status
 * @param laneList null where runs are listed
 * @param actions what people did to the run; null where runs are listed
 */
record RunView(long id, String operation, int instance, String environment, String mode, Status status,
               String statusMessage, String startedBy, Instant start, Instant restart, Instant end,
               Map<Status, Integer> lanes, @JsonInclude(JsonInclude.Include.NON_NULL) List<LaneView> laneList,
               @JsonInclude(JsonInclude.Include.NON_NULL) List<ActionRow> actions) {

    static RunView of(RunRow run, Map<Status, Integer> lanes) {
        return of(run, lanes, null, null);
    }

    static RunView of(RunRow run, Map<Status, Integer> lanes, List<LaneView> laneList, List<ActionRow> actions) {
        return new RunView(run.id(), run.operation(), run.instance(), run.environment(), run.mode(), run.status(),
                run.statusMessage(), run.username(), run.start(), run.restart(), run.end(), lanes, laneList, actions);
    }
}
