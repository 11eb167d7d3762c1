package org.domops.web;

import org.domops.repository.ApplyFleet;
import org.domops.repository.fleetfile.FleetUpload;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

/** The repository's definitions as one resource: the fleet file. */
@RestController
@RequestMapping("/api/fleet")
class FleetController {

    private final ApplyFleet apply;

    FleetController(ApplyFleet apply) {
        this.apply = apply;
    }

    /** Applies a fleet file whole, or nothing of it. */
    @PutMapping
    Map<String, List<String>> put(@RequestBody FleetUpload upload) {
        return Map.of("changes", apply.apply(upload));
    }
}
