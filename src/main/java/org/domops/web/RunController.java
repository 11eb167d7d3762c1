package org.domops.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.domops.engine.OptimisticLocking;
import org.domops.engine.Processes;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.LanePages;
import org.domops.log.LogPages;
import org.domops.log.RunActions;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.log.Status;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs as resources of /api. */
@RestController
@RequestMapping("/api/runs")
@Tag(name = "Runs", description = "Start runs, and see them.")
class RunController {

    private final Processes processes;
    private final RunLog runs;
    private final RunLanes counts;
    private final LanePages lanePages;
    private final LogPages log;
    private final RunActions actions;

    RunController(Processes processes, RunLog runs, RunLanes counts, LanePages lanePages, LogPages log,
                  RunActions actions) {
        this.processes = processes;
        this.runs = runs;
        this.counts = counts;
        this.lanePages = lanePages;
        this.log = log;
        this.actions = actions;
    }

    /**
     * What to run; environment and operation by name; instance null: 1, mode null: R.
     *
     * @param fromIterator errored lanes go back to their ITERATOR; null: they go on at their failed steps
     */
    record Order(String operation, String environment, Integer instance, String mode, Boolean fromIterator) {
    }

    /** Starts a run, 201, or restarts the last one's errored lanes, 200. */
    @PostMapping
    @Operation(summary = "Start an operation", description = "201: a new run; 200: the last run's errored lanes go on.")
    ResponseEntity<Map<String, Object>> start(@RequestBody Order order) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("operation", order.operation());
        variables.put("environment", order.environment());
        variables.put("instance", order.instance() == null ? 1 : order.instance());
        variables.put("mode", order.mode() == null ? "R" : order.mode());
        variables.put("fromIterator", Boolean.TRUE.equals(order.fromIterator()));
        Map<String, Object> result = OptimisticLocking.again(() -> processes.startRun(variables));
        boolean restarted = Boolean.TRUE.equals(result.get("restarted"));
        return ResponseEntity.status(restarted ? HttpStatus.OK : HttpStatus.CREATED).body(Map.of(
                "runId", result.get("runId"), "restarted", restarted, "message", result.get("message")));
    }

    /** @param next null: the last page */
    record Runs(List<RunView> runs, Long next) {
    }

    @GetMapping
    @Operation(summary = "The runs, the newest first")
    Runs list(@RequestParam(required = false) String operation, @RequestParam(required = false) String environment,
              @RequestParam(required = false) Status status,
              @Parameter(description = "The last run's id of the page before.") @RequestParam(required = false) Long after,
              @RequestParam(defaultValue = "20") int limit) {
        List<RunRow> rows = log.runs(operation, environment, status, after, Paging.limit(limit) + 1);
        List<RunRow> page = Paging.page(rows, limit);
        Map<Long, Map<Status, Integer>> counts = log.lanes(page);
        return new Runs(page.stream().map(run -> RunView.of(run, counts.getOrDefault(run.id(), Map.of()))).toList(),
                Paging.next(rows, limit, RunRow::id));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A run", description = "With its first 1,000 lanes; /lanes has them all, in pages.")
    RunView get(@PathVariable long id,
                @Parameter(description = "false: only how many lanes have which status.")
                @RequestParam(defaultValue = "true") boolean lanes) {
        RunRow run = runs.find(id).orElseThrow(() -> new DomException(DomCode.NO_SUCH_RUN, "There is no run " + id + "."));
        return RunView.of(run, counts.count(id), lanes
                ? lanePages.of(id, List.of(), null, Paging.MOST).stream().map(LaneView::of).toList() : null, actions.of(id));
    }
}
