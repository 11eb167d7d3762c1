package org.domops.cli;

import org.domops.local.DomHome;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the process finds around it: environment variables and DOM's own files. */
record Environment(Map<String, String> variables, DomHome home) {

    /** An empty variable is as if it weren't set. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** DOM_DATA, else the home's default. */
    Path dataFolder() {
        return variable("DOM_DATA").map(Path::of).orElse(home.data()).toAbsolutePath().normalize();
    }
}
