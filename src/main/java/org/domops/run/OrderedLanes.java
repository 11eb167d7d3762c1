package org.domops.run;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.ActionRow;
import org.domops.log.LaneRow;
import org.domops.log.RunActions;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;

/** Finds and locks what an order is about, and records it. In the caller's transaction. */
@Component
class OrderedLanes {

    private final RunLog runs;
    private final RunLanes lanes;
    private final RunActions actions;
    private final Clock clock;

    OrderedLanes(RunLog runs, RunLanes lanes, RunActions actions, Clock clock) {
        this.runs = runs;
        this.lanes = lanes;
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * The lanes of the order, locked, by database.
     *
     * @throws DomException NO_SUCH_RUN; NOT_POSSIBLE when the run is over; INVALID_REQUEST for an unknown database
     */
    List<LaneRow> lock(LaneOrder order) {
        RunRow run = runs.find(order.runId()).orElseThrow(() -> new DomException(DomCode.NO_SUCH_RUN,
                "There is no run " + order.runId() + "."));
        if (!run.open()) {
            throw new DomException(DomCode.NOT_POSSIBLE, "Run " + run.id() + " is over: " + run.status().word() + " at "
                    + run.end() + "; expected a run that is not.");
        }
        return order.database() == null ? lanes.lockAll(run.id())
                : List.of(lanes.lock(lanes.byName(run.id(), order.database())));
    }

    /** The run's row, locked, after the lanes'. */
    RunRow run(LaneOrder order) {
        return runs.lock(order.runId());
    }

    /** @param step null: of no single step */
    void record(LaneOrder order, String action, String step) {
        actions.insert(new ActionRow(order.runId(), order.database(), step, action, order.username(), order.reason(),
                clock.instant()));
    }

    /** @throws DomException NOT_POSSIBLE */
    static DomException notPossible(LaneRow lane, String what, String expected) {
        return new DomException(DomCode.NOT_POSSIBLE, "The lane of " + lane.database() + " in run " + lane.key().runId()
                + " is " + lane.status().word() + ", so it can't be " + what + "; expected " + expected + ".");
    }
}
