package org.domops.cli;

import java.util.List;
import java.util.stream.Stream;

/**
 * A command line that is wrong before a server is asked.
 *
 * @param line after {@code dom}; words in it are divided by one space
 * @param status the documented exit status
 * @param label DOM's code, as it is printed first
 * @param message part of what is said to be wrong
 */
record WrongCommandLine(String line, int status, String label, String message) {

    private static final int USAGE = 2;

    @Override
    public String toString() {
        return "dom " + line;
    }

    static Stream<WrongCommandLine> all() {
        return Stream.of(commands(), runs(), actions(), addresses(), files()).flatMap(List::stream);
    }

    private static WrongCommandLine usage(String line, String message) {
        return new WrongCommandLine(line, USAGE, "DOM-20200", message);
    }

    private static List<WrongCommandLine> commands() {
        return List.of(
                usage("", "no command was given"),
                usage("rum", "there is no command 'rum'"),
                usage("RUN", "there is no command 'RUN'"),
                usage("--jsn", "Unknown option: '--jsn'"),
                usage("help nothing", "nothing"),
                usage("step", "expected done or retry"),
                usage("step undo", "there is no command 'undo'"),
                usage("completion", "Missing required parameter: 'SHELL'"),
                usage("completion tcsh", "expected bash or zsh"),
                usage("server --port 0", "--port 0 is not a port; expected 1 to 65535"),
                usage("server --port 65536", "65536"),
                usage("server --port http", "'http' is not an int"),
                usage("server --sql-port -1", "expected 1 to 65535"),
                usage("server --data", "Missing required parameter for option '--data'"),
                usage("server now", "Unmatched argument at index 1: 'now'"),
                usage("worker --lanes 0 --password-file x", "--lanes 0 is not possible; expected 1 to 1000"),
                usage("worker --password-file /nowhere/at/all", "can't be read"),
                usage("worker --server ftp://here --password-file x", "is not a server's address"),
                usage("demo --port 99999", "99999"));
    }

    private static List<WrongCommandLine> runs() {
        return List.of(
                usage("run", "Missing required parameters: 'OPERATION', 'ENVIRONMENT'"),
                usage("run drop-partition", "Missing required parameter: 'ENVIRONMENT'"),
                usage("run drop-partition PROD UAT", "Unmatched argument at index 3: 'UAT'"),
                usage("run drop-partition PROD --instance", "Missing required parameter for option '--instance'"),
                usage("run drop-partition PROD --instance one", "'one' is not an int"),
                usage("run drop-partition PROD --instance 1.5", "'1.5' is not an int"),
                usage("run drop-partition PROD --wach", "Unknown option: '--wach'"),
                usage("run drop-partition PROD --test=maybe", "'maybe' is not a boolean"),
                new WrongCommandLine("run drop-partition PROD --test --from-iterator", 3, "DOM-20021", "a test is always a new run"),
                usage("runs --limit many", "'many' is not an int"),
                usage("runs --limit 0", "expected 1 to 1000"),
                usage("runs --limit 1001", "expected 1 to 1000"),
                usage("runs --status broken", "'broken' is not a status; expected one of P (planned)"),
                usage("runs 57", "Unmatched argument at index 1: '57'"),
                usage("status", "Missing required parameter: 'RUN'"),
                usage("status latest", "'latest' is not a long"),
                usage("status 99999999999999999999", "is not a long"),
                usage("logs", "Missing required parameter: 'RUN'"),
                usage("logs 57 --task REPOPULATE", "'REPOPULATE' is not a long"),
                usage("logs 57 --follow --task 812", "expected --sql with them"),
                usage("logs 57 58", "Unmatched argument at index 2: '58'"));
    }

    private static List<WrongCommandLine> actions() {
        return List.of(
                usage("halt", "Missing required parameter: 'RUN'"),
                usage("halt all", "'all' is not a long"),
                usage("halt 57 SALESPRD02", "Unmatched argument at index 2: 'SALESPRD02'"),
                usage("resume --database X1", "Missing required parameter: 'RUN'"),
                usage("resume 57 --force", "Unknown option: '--force'"),
                usage("cancel 57 --force", "--force needs a reason"),
                usage("cancel 57 --reason", "Missing required parameter for option '--reason'"),
                usage("skip 57", "Missing required options and parameters: '--reason=TEXT', 'DATABASE'"),
                usage("skip 57 SALESPRD02", "Missing required option: '--reason=TEXT'"),
                usage("step done 57 SALESPRD02 REPOPULATE", "Missing required option: '--reason=TEXT'"),
                usage("step retry 57 SALESPRD02", "Missing required parameter: 'TASK'"));
    }

    private static List<WrongCommandLine> addresses() {
        return List.of(
                usage("runs --url nowhere", "'nowhere' is not a server's address"),
                usage("runs --url http://", "is not a"),
                usage("runs --url ftp://host", "expected something like http://localhost:8080"),
                usage("runs --url http://user:secret@host", "is not a server's address"),
                usage("runs --url http://host?query", "is not a server's address"),
                usage("runs --url http://ho{st", "is not an address"),
                usage("runs --user", "Missing required parameter for option '--user'"));
    }

    private static List<WrongCommandLine> files() {
        return List.of(
                usage("apply", "Missing required option: '--file=FILE'"),
                usage("apply fleet.yaml", "Missing required option: '--file=FILE'"),
                usage("apply -f", "Missing required parameter for option '--file'"),
                usage("apply -f a.yaml -f b.yaml", "should be specified only once"));
    }
}
