package org.domops.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.domops.engine.CurrentUser;
import org.domops.repository.ApplyFleet;
import org.domops.repository.ExportFleet;
import org.domops.repository.FleetDifference;
import org.domops.repository.fleetfile.FleetExport;
import org.domops.repository.fleetfile.FleetUpload;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** The repository's definitions as one resource: the fleet file. */
@RestController
@RequestMapping("/api/fleet")
@Tag(name = "Definitions", description = "What there is: the fleet file, and what it would mean.")
class FleetController {

    private final ApplyFleet apply;
    private final ExportFleet export;
    private final CurrentUser user;

    FleetController(ApplyFleet apply, ExportFleet export, CurrentUser user) {
        this.apply = apply;
        this.export = export;
        this.user = user;
    }

    /** The repository as a fleet file, with the sources that it names by their paths. */
    @GetMapping
    @Operation(summary = "The repository as a fleet file", description = "With its sources; applying it changes nothing.")
    FleetExport get() {
        return export.export();
    }

    /**
     * Applies a fleet file whole, or nothing of it.
     *
     * @param dryRun true: only tells what would be changed
     * @param difference the id of the difference that a dry run told: where it is another one by now, nothing is
     *     applied. Null: whatever it is
     */
    @PutMapping
    @Operation(summary = "Apply a fleet file", description = "Whole, or nothing of it; answers with what was changed.")
    Difference put(@RequestBody FleetUpload upload, @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) String difference) {
        user.whoMayControlRuns();
        return Difference.of(user.asDom(() -> dryRun ? apply.preview(upload) : apply.apply(upload, difference)), dryRun);
    }

    /** @param difference its id */
    record Difference(boolean dryRun, List<String> changes, List<String> warnings, String difference) {

        static Difference of(FleetDifference difference, boolean dryRun) {
            return new Difference(dryRun, difference.changes(), difference.warnings(), difference.id());
        }
    }
}
