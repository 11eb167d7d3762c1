package org.domops.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.domops.engine.CurrentUser;
import org.domops.repository.RepositoryIdentity;
import org.domops.run.NewIdentity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The repository as targets know it. */
@RestController
@RequestMapping("/api/repository")
@Tag(name = "Repository", description = "Its identity, which each target is bound to.")
class RepositoryController {

    private final RepositoryIdentity identity;
    private final NewIdentity renewal;
    private final CurrentUser user;

    RepositoryController(RepositoryIdentity identity, NewIdentity renewal, CurrentUser user) {
        this.identity = identity;
        this.renewal = renewal;
        this.user = user;
    }

    record RepositoryView(String uuid) {
    }

    record Reason(String reason) {
    }

    @GetMapping
    @Operation(summary = "The repository's identity")
    RepositoryView repository() {
        return new RepositoryView(identity.uuid().toString());
    }

    /** After a restore, or in a copy. */
    @PostMapping("/new-identity")
    @Operation(summary = "Give a restored or copied repository an identity of its own",
            description = "Halts all runs; each database has to be accepted then. Needs a reason.")
    NewIdentity.Renewed renew(@RequestBody Reason order) {
        String by = user.whoMayControlRuns();
        return user.asDom(() -> renewal.order(by, order.reason()));
    }
}
