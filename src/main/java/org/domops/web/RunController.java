package org.domops.web;

import org.domops.engine.Processes;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.RunRow;
import org.domops.log.TaskAttempts;
import org.domops.log.TaskLog;
import org.domops.log.SqlLog;
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
import java.util.Map;

/** Runs and their logs as resources of /api. */
@RestController
@RequestMapping("/api/runs")
class RunController {

    private static final int MOST_RUNS = 1000;
    private static final int MOST_STATEMENTS = 10_000;

    private final Processes processes;
    private final RunLog runs;
    private final RunLanes lanes;
    private final TaskLog tasks;
    private final TaskAttempts attempts;
    private final SqlLog statements;

    RunController(Processes processes, RunLog runs, RunLanes lanes, TaskLog tasks, TaskAttempts attempts,
                  SqlLog statements) {
        this.processes = processes;
        this.runs = runs;
        this.lanes = lanes;
        this.tasks = tasks;
        this.attempts = attempts;
        this.statements = statements;
    }

    /** What to run; environment and operation by name; instance null: 1, mode null: R. */
    record Order(String operation, String environment, Integer instance, String mode) {
    }

    /** Starts a run, 201, or restarts the last one's errored lanes, 200. */
    @PostMapping
    ResponseEntity<Map<String, Object>> start(@RequestBody Order order) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("operation", order.operation());
        variables.put("environment", order.environment());
        variables.put("instance", order.instance() == null ? 1 : order.instance());
        variables.put("mode", order.mode() == null ? "R" : order.mode());
        Map<String, Object> result = processes.startRun(variables);
        boolean restarted = Boolean.TRUE.equals(result.get("restarted"));
        return ResponseEntity.status(restarted ? HttpStatus.OK : HttpStatus.CREATED).body(Map.of(
                "runId", result.get("runId"), "restarted", restarted, "message", result.get("message")));
    }

    /** The newest runs first. */
    @GetMapping
    Map<String, Object> list(@RequestParam(defaultValue = "20") int limit) {
        return Map.of("runs", runs.latest(between(1, limit, MOST_RUNS)).stream()
                .map(run -> RunView.of(run, lanes.count(run.id()))).toList());
    }

    @GetMapping("/{id}")
    RunView get(@PathVariable long id) {
        RunRow run = require(id);
        return RunView.of(run, lanes.count(id), LaneView.of(lanes.of(id), tasks.of(id)));
    }

    @GetMapping("/{id}/tasks")
    Map<String, Object> tasks(@PathVariable long id) {
        require(id);
        return Map.of("tasks", tasks.of(id).stream().map(TaskView::of).toList());
    }

    @GetMapping("/{id}/attempts")
    Map<String, Object> attempts(@PathVariable long id) {
        require(id);
        return Map.of("attempts", attempts.of(id));
    }

    /** A page of statements in order; the next one begins after the last one's id. */
    @GetMapping("/{id}/sql")
    Map<String, Object> sql(@PathVariable long id, @RequestParam(required = false) Long task,
                            @RequestParam(defaultValue = "0") long after,
                            @RequestParam(defaultValue = "1000") int limit) {
        require(id);
        return Map.of("statements", statements.of(id, task, after, between(1, limit, MOST_STATEMENTS)));
    }

    private RunRow require(long id) {
        return runs.find(id).orElseThrow(() -> new DomException(DomCode.NO_SUCH_RUN, "There is no run " + id + "."));
    }

    private static int between(int least, int limit, int most) {
        if (limit < least || limit > most) {
            throw new DomException(DomCode.INVALID_REQUEST, "limit must be from " + least + " to " + most + ": " + limit + ".");
        }
        return limit;
    }
}
