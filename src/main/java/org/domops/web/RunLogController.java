package org.domops.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LaneAt;
import org.domops.log.LanePages;
import org.domops.log.LogPages;
import org.domops.log.NumberedAttempt;
import org.domops.log.OldRuns;
import org.domops.log.RunLog;
import org.domops.log.SqlRow;
import org.domops.log.Status;
import org.domops.log.TaskRow;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;

/** What happened in a run: its lanes, steps, attempts and statements, page by page. */
@RestController
@RequestMapping("/api/runs/{id}")
@Tag(name = "Logs", description = "What happened in a run. Pages: give the answer's next as after, until next is null.")
class RunLogController {

    private final RunLog runs;
    private final LanePages lanes;
    private final LogPages log;
    private final OldRuns old;

    RunLogController(RunLog runs, LanePages lanes, LogPages log, OldRuns old) {
        this.runs = runs;
        this.lanes = lanes;
        this.log = log;
        this.old = old;
    }

    /** @param next null: the last page */
    record Lanes(List<LaneView> lanes, String next) {
    }

    /** @param next null: the last page */
    record Tasks(List<TaskView> tasks, Long next) {
    }

    /** @param next null: the last page */
    record Attempts(List<AttemptView> attempts, Long next) {
    }

    /**
     * @param next null: the last page
     * @param deleted when the run's statements were deleted because of their age; null: they were not, or some are told here
     */
    record Statements(List<SqlRow> statements, Long next, Instant deleted) {
    }

    @GetMapping("/lanes")
    @Operation(summary = "The lanes of a run", description = "By database name, each with the step it is at.")
    Lanes lanes(@PathVariable long id,
                @Parameter(description = "Only lanes with one of these statuses, e.g. E,R.")
                @RequestParam(defaultValue = "") List<Status> status,
                @Parameter(description = "The last database of the page before.") @RequestParam(required = false) String after,
                @RequestParam(defaultValue = "100") int limit) {
        require(id);
        List<LaneAt> rows = lanes.of(id, status, after, Paging.limit(limit) + 1);
        return new Lanes(Paging.page(rows, limit).stream().map(LaneView::of).toList(),
                Paging.next(rows, limit, at -> at.lane().database()));
    }

    @GetMapping("/tasks")
    @Operation(summary = "The steps of a run", description = "The latest attempt of each, in the order they were first begun.")
    Tasks tasks(@PathVariable long id, @RequestParam(required = false) String database,
                @RequestParam(defaultValue = "") List<Status> status,
                @Parameter(description = "The last step's id of the page before.") @RequestParam(defaultValue = "0") long after,
                @RequestParam(defaultValue = "1000") int limit) {
        require(id);
        List<TaskRow> rows = log.steps(id, database, status, after, Paging.limit(limit) + 1);
        return new Tasks(Paging.page(rows, limit).stream().map(TaskView::of).toList(), Paging.next(rows, limit, TaskRow::id));
    }

    @GetMapping("/attempts")
    @Operation(summary = "The attempts at the steps of a run", description = "In the order they were begun.")
    Attempts attempts(@PathVariable long id,
                      @Parameter(description = "Only of the step with this id.") @RequestParam(required = false) Long task,
                      @RequestParam(required = false) String database,
                      @Parameter(description = "The last attempt's id of the page before.") @RequestParam(defaultValue = "0") long after,
                      @RequestParam(defaultValue = "1000") int limit) {
        require(id);
        List<NumberedAttempt> rows = log.attempts(id, task, database, after, Paging.limit(limit) + 1);
        return new Attempts(Paging.page(rows, limit).stream().map(AttemptView::of).toList(),
                Paging.next(rows, limit, NumberedAttempt::id));
    }

    @GetMapping("/sql")
    @Operation(summary = "The SQL statements of a run", description = "In the order they were logged. One with status R still "
            + "runs; when it has ended it has the same id, so ask for it again. deleted says when they were deleted because of "
            + "their age (dom.retention.statements), if they were.")
    Statements sql(@PathVariable long id,
                   @Parameter(description = "Only of the step with this id.") @RequestParam(required = false) Long task,
                   @RequestParam(required = false) String database, @RequestParam(defaultValue = "") List<Status> status,
                   @Parameter(description = "Only these statements, whatever else is given, at most 1,000.")
                   @RequestParam(required = false) List<Long> ids,
                   @Parameter(description = "The last statement's id of the page before.") @RequestParam(defaultValue = "0") long after,
                   @RequestParam(defaultValue = "1000") int limit) {
        require(id);
        if (ids != null && !ids.isEmpty()) {
            Paging.limit(ids.size());
            return new Statements(log.statements(id, ids), null, null);
        }
        List<SqlRow> rows = log.statements(id, task, database, status, after, Paging.limit(limit) + 1);
        return new Statements(Paging.page(rows, limit), Paging.next(rows, limit, SqlRow::id),
                rows.isEmpty() ? old.statementsDeleted(id).orElse(null) : null);
    }

    private void require(long id) {
        if (runs.find(id).isEmpty()) {
            throw new DomException(DomCode.NO_SUCH_RUN, "There is no run " + id + ".");
        }
    }
}
