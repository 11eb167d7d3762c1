package org.domops.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.domops.engine.CurrentUser;
import org.domops.engine.OptimisticLocking;
import org.domops.run.CancelRun;
import org.domops.run.HaltRun;
import org.domops.run.LaneOrder;
import org.domops.run.MendedStep;
import org.domops.run.SkipLane;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.function.Function;

/** What people do to runs that are under way; each is kept in DOM$RUN_ACTIONS. */
@RestController
@RequestMapping("/api/runs/{id}")
@Tag(name = "Runs under way", description = "Halt, resume, cancel, skip, and failed steps that were mended by hand.")
class RunActionController {

    private final HaltRun halts;
    private final CancelRun cancels;
    private final SkipLane skips;
    private final MendedStep steps;
    private final CurrentUser user;

    RunActionController(HaltRun halts, CancelRun cancels, SkipLane skips, MendedStep steps, CurrentUser user) {
        this.halts = halts;
        this.cancels = cancels;
        this.skips = skips;
        this.steps = steps;
        this.user = user;
    }

    /** @param database of one lane; null: the whole run @param force only for cancel; null: false */
    record Action(String database, String reason, Boolean force) {
    }

    /** @param task the failed step's procedure, or its id in DOM$TASK_LOG */
    record StepAction(String database, String task, String reason) {
    }

    /** What was done, in words. */
    record Done(long runId, String message) {
    }

    @PostMapping("/halt")
    @Operation(summary = "Halt a run, or one lane", description = "Running steps finish, no new one begins.")
    Done halt(@PathVariable long id, @RequestBody(required = false) Action action) {
        return as(order(id, action), order -> halts.halt(order));
    }

    @PostMapping("/resume")
    @Operation(summary = "Resume a halted run, or one halted lane")
    Done resume(@PathVariable long id, @RequestBody(required = false) Action action) {
        return as(order(id, action), order -> halts.resume(order));
    }

    @PostMapping("/cancel")
    @Operation(summary = "Cancel a run, or one lane", description = "A lane is being cancelled until its target confirms. "
            + "With force, which needs a reason, it is cancelled without.")
    Done cancel(@PathVariable long id, @RequestBody(required = false) Action action) {
        return as(order(id, action), order -> cancels.cancel(order, action != null && Boolean.TRUE.equals(action.force())));
    }

    @PostMapping("/skip")
    @Operation(summary = "Take one lane out of the run", description = "A planned or errored one; needs a reason.")
    Done skip(@PathVariable long id, @RequestBody(required = false) Action action) {
        return as(order(id, action), order -> skips.skip(order));
    }

    @PostMapping("/steps/done")
    @Operation(summary = "Mark a failed step done", description = "It was mended by hand; the lane goes on after it. Needs a reason.")
    Done done(@PathVariable long id, @RequestBody StepAction action) {
        return as(order(id, action), order -> steps.done(order, action.task()));
    }

    @PostMapping("/steps/retry")
    @Operation(summary = "Try a failed step again", description = "Restarts its lane alone.")
    Done retry(@PathVariable long id, @RequestBody StepAction action) {
        return as(order(id, action), order -> steps.retry(order, action.task()));
    }

    private Done as(LaneOrder order, Function<LaneOrder, String> work) {
        return new Done(order.runId(), user.asDom(() -> OptimisticLocking.again(() -> work.apply(order))));
    }

    private LaneOrder order(long id, Action action) {
        return new LaneOrder(id, action == null ? null : action.database(), action == null ? null : action.reason(),
                user.whoMayControlRuns());
    }

    private LaneOrder order(long id, StepAction action) {
        return new LaneOrder(id, action.database(), action.reason(), user.whoMayControlRuns());
    }
}
