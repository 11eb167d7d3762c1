package org.domops.web;

import org.domops.check.AcceptDatabase;
import org.domops.check.AcceptedDatabase;
import org.domops.check.CheckOperation;
import org.domops.check.CheckReport;
import org.domops.engine.CurrentUser;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Looks at targets before a run, and takes them as they are. */
@RestController
@RequestMapping("/api")
@Tag(name = "Before a run", description = "Try the databases of a run, and accept one that has changed.")
class CheckController {

    private final CheckOperation check;
    private final AcceptDatabase accept;
    private final CurrentUser user;

    CheckController(CheckOperation check, AcceptDatabase accept, CurrentUser user) {
        this.check = check;
        this.accept = accept;
        this.user = user;
    }

    /** What a run would be of; instance null: 1, compile null: false. */
    record Question(String operation, String environment, Integer instance, Boolean compile) {
    }

    record Order(String environment, String reason) {
    }

    /** Tries each target that a run would have; changes nothing. */
    @PostMapping("/check")
    @Operation(summary = "Check the databases that a run would have", description = "Tries each and changes nothing.")
    CheckReport check(@RequestBody Question question) {
        return check.check(required("operation", question.operation()), required("environment", question.environment()),
                question.instance() == null ? 1 : question.instance(), Boolean.TRUE.equals(question.compile()));
    }

    /** Registers the target anew, for this repository. */
    @PostMapping("/databases/{name}/accept")
    @Operation(summary = "Accept a database as it is now", description = "After a clone or a restore; needs a reason.")
    AcceptedDatabase accept(@PathVariable String name, @RequestBody Order order) {
        return accept.accept(name, required("environment", order.environment()), user.whoMayControlRuns(), order.reason());
    }

    private static String required(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new DomException(DomCode.INVALID_REQUEST, "\"" + name + "\" is missing: expected its name.");
        }
        return value;
    }
}
