package org.domops.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.domops.repository.ExplainPlan;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a run would do. */
@RestController
@RequestMapping("/api/plan")
@Tag(name = "Definitions", description = "What there is: the fleet file, and what it would mean.")
class PlanController {

    private final ExplainPlan explain;

    PlanController(ExplainPlan explain) {
        this.explain = explain;
    }

    /** Explains the plan of an operation in an environment, both by name; runs nothing and asks no target. */
    @GetMapping
    @Operation(summary = "What a run would do", description = "Lanes, objects, tasks and parameters; runs nothing.")
    PlanView get(@RequestParam String operation, @RequestParam String environment,
                 @RequestParam(defaultValue = "1") int instance) {
        return PlanView.of(explain.explain(operation, environment, instance));
    }
}
