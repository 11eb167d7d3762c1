package org.domops.run;

import org.domops.engine.ExternalTasks;
import org.domops.engine.StepArrivals;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Objects;

/**
 * Halts and resumes runs, or single lanes. The order is a flag that each transaction which begins a step reads under the
 * lane's lock: a crash before the order's commit leaves nothing, after it no step begins, whoever owns the lane.
 */
@Component
@Transactional
public class HaltRun {

    private final OrderedLanes ordered;
    private final RunLog runs;
    private final RunLanes lanes;
    private final LaneLife life;
    private final TaskLog tasks;
    private final ExternalTasks externalTasks;
    private final StepArrivals arrivals;

    HaltRun(OrderedLanes ordered, RunLog runs, RunLanes lanes, LaneLife life, TaskLog tasks, ExternalTasks externalTasks,
            StepArrivals arrivals) {
        this.ordered = ordered;
        this.runs = runs;
        this.lanes = lanes;
        this.life = life;
        this.tasks = tasks;
        this.externalTasks = externalTasks;
        this.arrivals = arrivals;
    }

    /**
     * Running steps finish and are recorded, no new one begins.
     *
     * @return what was done, in words
     * @throws DomException NO_SUCH_RUN, INVALID_REQUEST; NOT_POSSIBLE: the run or lane is over, being cancelled, or halted
     */
    public String halt(LaneOrder order) {
        List<LaneRow> locked = ordered.lock(order);
        RunRow run = ordered.run(order);
        if (order.database() == null) {
            if (run.halted()) {
                throw new DomException(DomCode.NOT_POSSIBLE, "Run " + run.id() + " is halted already.");
            }
            runs.halted(run.id(), true);
        } else {
            LaneRow lane = locked.get(0);
            if (lane.halted() || lane.status() != Status.R && lane.status() != Status.P) {
                throw OrderedLanes.notPossible(lane, lane.halted() ? "halted again" : "halted", "a planned or running one");
            }
            lanes.halted(lane.key(), true);
        }
        ordered.record(order, "HALT", null);
        life.recompute(run.id());
        long atWork = locked.stream().filter(lane -> lane.status() == Status.R).count();
        return (order.database() == null ? "run " + run.id() : order.database() + " in run " + run.id()) + " halted"
                + (atWork == 0 ? "" : "; " + atWork + (atWork == 1 ? " lane finishes its step" : " lanes finish their steps"));
    }

    /**
     * Goes on.
     *
     * @return what was done, in words
     * @throws DomException NO_SUCH_RUN, INVALID_REQUEST; NOT_POSSIBLE: it is not halted
     */
    public String resume(LaneOrder order) {
        List<LaneRow> locked = ordered.lock(order);
        RunRow run = ordered.run(order);
        boolean any = order.database() == null && run.halted() || locked.stream().anyMatch(LaneRow::halted);
        if (!any) {
            throw new DomException(DomCode.NOT_POSSIBLE, (order.database() == null ? "Run " + run.id()
                    : "The lane of " + order.database() + " in run " + run.id()) + " is not halted"
                    + (run.halted() ? " by itself, the whole run is; expected: resume the run." : "."));
        }
        if (order.database() == null) {
            runs.halted(run.id(), false);
        }
        for (LaneRow lane : locked) {
            if (lane.halted()) {
                lanes.halted(lane.key(), false);
            }
            if (lane.status() == Status.H && (order.database() == null || !run.halted())) {
                life.resume(lane);
            }
            externalTasks.release(tasks.unfinished(lane.key()).stream().filter(step -> step.status() != Status.R)
                    .map(TaskRow::externalTaskId).filter(Objects::nonNull).toList());
        }
        ordered.record(order, "RESUME", null);
        life.recompute(run.id());
        AfterCommit.run(arrivals::wake);
        return (order.database() == null ? "run " + run.id() : order.database() + " in run " + run.id()) + " resumed";
    }
}
