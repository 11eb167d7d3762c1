package org.domops.cli;

import org.domops.client.Refusal;
import org.domops.error.DomException;

/** What the process's exit status says; see the help text. */
final class ExitStatus {

    static final int SUCCESS = 0;
    static final int ENDED_IN_ERROR = 1;
    static final int USAGE = 2;
    static final int REFUSED = 3;
    static final int NO_SERVER = 4;

    private ExitStatus() {
    }

    static int of(DomException e) {
        if (e instanceof Refusal refusal) {
            return refusal.status() >= 500 ? NO_SERVER : REFUSED;
        }
        return switch (e.code()) {
            case SERVER_UNREACHABLE, NOT_AUTHENTICATED, UNEXPECTED_ANSWER -> NO_SERVER;
            case INVALID_REQUEST -> USAGE;
            default -> REFUSED;
        };
    }
}
