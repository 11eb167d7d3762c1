package org.domops.run;

import org.domops.engine.ExternalTasks;
import org.domops.engine.LaneInstances;
import org.domops.engine.StepArrivals;
import org.domops.error.DomException;
import org.domops.log.LaneRow;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.Status;
import org.domops.log.TaskAttempts;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Objects;

/**
 * Cancels runs, or single lanes. A lane that may have something on its target becomes K and stays so until the target
 * confirms ({@link LaneCancelling}); one that can't have is cancelled at once.
 */
@Component
@Transactional
public class CancelRun {

    private final OrderedLanes ordered;
    private final RunLog runs;
    private final RunLanes lanes;
    private final LaneLife life;
    private final LaneCancelling cancelling;
    private final TaskLog tasks;
    private final TaskAttempts attempts;
    private final LaneInstances instances;
    private final ExternalTasks externalTasks;
    private final StepArrivals arrivals;

    CancelRun(OrderedLanes ordered, RunLog runs, RunLanes lanes, LaneLife life, LaneCancelling cancelling, TaskLog tasks,
              TaskAttempts attempts, LaneInstances instances, ExternalTasks externalTasks, StepArrivals arrivals) {
        this.ordered = ordered;
        this.runs = runs;
        this.lanes = lanes;
        this.life = life;
        this.cancelling = cancelling;
        this.tasks = tasks;
        this.attempts = attempts;
        this.instances = instances;
        this.externalTasks = externalTasks;
        this.arrivals = arrivals;
    }

    /**
     * @param force cancelled without the target's confirmation; needs a reason
     * @return what was done, in words
     * @throws DomException NO_SUCH_RUN, INVALID_REQUEST, REASON_MISSING; NOT_POSSIBLE: there is nothing left to cancel
     */
    public String cancel(LaneOrder order, boolean force) {
        if (force) {
            order.requireReason("Cancelling by force");
        }
        List<LaneRow> locked = ordered.lock(order);
        String message = order.words(force ? "cancelled by force" : "cancelled");
        int begun = 0;
        int over = 0;
        for (LaneRow lane : locked) {
            if (lane.status() == Status.K && !force) {
                begun += askAgain(lane);
            }
            if (lane.status().over() || lane.status() == Status.K && !force) {
                continue;
            }
            if (!force && mayBeAtWork(lane)) {
                life.cancel(lane, message);
                begin(lane);
                begun++;
            } else {
                atOnce(lane, message, force);
                over++;
            }
        }
        if (begun + over == 0) {
            throw order.database() == null
                    ? OrderedLanes.notPossible(locked.get(0), "cancelled, nor can any other of the run", "a lane that is not over")
                    : OrderedLanes.notPossible(locked.get(0), "cancelled", "one that is not over"
                            + (locked.get(0).status() == Status.K ? ", or force" : ""));
        }
        if (order.database() == null) {
            runs.halted(order.runId(), false);
        }
        ordered.record(order, force ? "FORCE_CANCEL" : "CANCEL", null);
        life.recompute(order.runId());
        AfterCommit.run(arrivals::wake);
        return "run " + order.runId() + ": " + (over == 0 ? "" : over + " cancelled") + (over > 0 && begun > 0 ? ", " : "")
                + (begun == 0 ? "" : begun + " being cancelled, until the target confirms");
    }

    /** Whether something of the lane may still be on its target: an errored lane's FINAL has been called already. */
    private boolean mayBeAtWork(LaneRow lane) {
        return switch (lane.status()) {
            case R, H, K -> true;
            case E, P -> attempts.anyUnknown(lane.key());
            default -> false;
        };
    }

    private void begin(LaneRow lane) {
        externalTasks.letFetch(tokens(lane));
    }

    /** A lane whose target has refused the login is not asked again until a person says so. @return 1: it is such a lane */
    private int askAgain(LaneRow lane) {
        return externalTasks.retry(tokens(lane)) == 0 ? 0 : 1;
    }

    private List<String> tokens(LaneRow lane) {
        return tasks.unfinished(lane.key()).stream().filter(step -> step.status() != Status.R)
                .map(TaskRow::externalTaskId).filter(Objects::nonNull).toList();
    }

    private void atOnce(LaneRow lane, String message, boolean force) {
        instances.delete(lane.processInstanceId(), message);
        cancelling.end(lane.key());
        if (force) {
            lanes.cancelForced(lane.key());
        }
        life.cancelled(lane, message + (lane.start() == null ? "; it had not begun" : ""));
        lanes.withoutInstance(lane.key());
    }
}
