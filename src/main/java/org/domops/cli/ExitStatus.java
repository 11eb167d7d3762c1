package org.domops.cli;

import org.domops.client.Refusal;
import org.domops.error.DomException;

import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine.Model.CommandSpec;

/** What the process's exit status says; see the help text. */
final class ExitStatus {

    static final String HEADING = "%nExit status:%n";
    static final int SUCCESS = 0;
    static final int ENDED_IN_ERROR = 1;
    static final int USAGE = 2;
    static final int REFUSED = 3;
    static final int NO_SERVER = 4;

    private ExitStatus() {
    }

    /** Puts into a command's help what its exit status says, unless it says so itself. */
    static void describe(CommandSpec command) {
        if (!command.usageMessage().exitCodeList().isEmpty()) {
            return;
        }
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put("0", "success");
        meanings.put("2", "wrong usage of the command line");
        if (command.userObject() instanceof AsksServer) {
            meanings.put("3", "refused; the code says why");
            meanings.put("4", "the server can't be reached, refused the login, or failed itself");
        }
        command.usageMessage().exitCodeListHeading(HEADING).exitCodeList(meanings);
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
