package org.domops.run;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneRow;
import org.domops.log.Status;
import org.domops.log.StepPhase;
import org.domops.log.TaskLog;
import org.domops.log.TaskRow;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Locale;

/** What a person says of an errored lane's failed step: it was done by hand, or it is to be tried again. */
@Component
@Transactional
public class MendedStep {

    private final OrderedLanes ordered;
    private final LaneRestart restart;
    private final TaskLog tasks;

    MendedStep(OrderedLanes ordered, LaneRestart restart, TaskLog tasks) {
        this.ordered = ordered;
        this.restart = restart;
        this.tasks = tasks;
    }

    /**
     * The step counts as completed, and its lane goes on after it: INITIAL, the next task, on.
     *
     * @param step the failed step's procedure, or its id in DOM$TASK_LOG
     * @return what was done, in words
     * @throws DomException NO_SUCH_RUN, INVALID_REQUEST, REASON_MISSING; NOT_POSSIBLE: the lane is not errored, or not
     *         at that step, or the step is INSTALL
     */
    public String done(LaneOrder order, String step) {
        order.requireDatabase("A step").requireReason("Marking a step done");
        LaneRow lane = errored(order);
        TaskRow failed = failed(lane, step);
        if (failed.key().objectId() == 0) {
            throw new DomException(DomCode.NOT_POSSIBLE, "INSTALL can't be marked done: without DOM's code on the target "
                    + "no step can be called; expected another step, or a retry.");
        }
        tasks.markedDone(failed.id(), true);
        tasks.status(failed.id(), Status.E, order.words("marked done"));
        restart.restartInTurn(lane);
        ordered.record(order, "STEP_DONE", failed.key().procedure());
        return failed.key().procedure() + " of " + lane.database() + " in run " + order.runId() + " marked done; the lane goes on";
    }

    /**
     * Restarts the lane alone.
     *
     * @param step the failed step's procedure, or its id in DOM$TASK_LOG
     * @return what was done, in words
     * @throws DomException as {@link #done}, but no reason is needed
     */
    public String retry(LaneOrder order, String step) {
        order.requireDatabase("A step");
        LaneRow lane = errored(order);
        TaskRow failed = failed(lane, step);
        restart.restartInTurn(lane);
        ordered.record(order, "STEP_RETRY", failed.key().procedure());
        return failed.key().procedure() + " of " + lane.database() + " in run " + order.runId() + " is tried again";
    }

    private LaneRow errored(LaneOrder order) {
        LaneRow lane = ordered.lock(order).get(0);
        if (ordered.run(order).halted()) {
            throw new DomException(DomCode.NOT_POSSIBLE, "Run " + order.runId() + " is halted; expected: resume it first.");
        }
        if (lane.status() != Status.E) {
            throw OrderedLanes.notPossible(lane, "gone on with from a failed step", "an errored one");
        }
        return lane;
    }

    private TaskRow failed(LaneRow lane, String step) {
        if (step == null || step.isBlank()) {
            throw new DomException(DomCode.INVALID_REQUEST, "The step is missing; expected its procedure or its number in DOM$TASK_LOG.");
        }
        String wanted = step.strip().toUpperCase(Locale.ROOT);
        List<TaskRow> failed = tasks.errored(lane.key());
        return failed.stream().filter(each -> wanted.equals(each.key().procedure()) || wanted.equals(String.valueOf(each.id())))
                .findFirst().orElseThrow(() -> new DomException(DomCode.NOT_POSSIBLE, "The lane of " + lane.database()
                        + " in run " + lane.key().runId() + " has not failed at " + step + "; expected "
                        + String.join(" or ", failed.stream().map(each -> each.key().procedure() + " (" + each.id() + ")").toList())
                        + "."));
    }
}
