package org.domops.cli;

import org.domops.console.ProgramName;
import org.domops.error.DomCode;

import java.util.Optional;

/** What a person may do about an error. */
final class Hints {

    private Hints() {
    }

    static Optional<String> of(DomCode code) {
        String dom = ProgramName.typed();
        return Optional.ofNullable(switch (code) {
            case SERVER_UNREACHABLE -> "start one with '" + dom + " server', or give its address with --url or DOM_URL";
            case NOT_AUTHENTICATED -> "set DOM_USER and DOM_PASSWORD, or DOM_DATA to the server's data folder";
            case NO_SUCH_RUN -> "'" + dom + " runs' lists the runs there are";
            case ALREADY_RUNNING -> "'" + dom + " runs' shows it; it can be started again when it is over";
            case NOT_DEFINED, NO_TASKS, NO_ITERATOR, NOTHING_TO_RUN_ON ->
                    "what is defined comes from the fleet file: '" + dom + " apply -f fleet.yaml'";
            case DATA_FOLDER_IN_USE -> "one process at a time: stop the one that is named, or take another folder ('" + dom + " server --data FOLDER')";
            case INVALID_FLEET_FILE -> "nothing was applied";
            case SERVER_NOT_STARTED -> "the lines above, or the server's log, say more";
            default -> null;
        });
    }
}
