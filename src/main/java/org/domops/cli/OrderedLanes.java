package org.domops.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What orders for a run, or for one of its databases, have in common. */
final class OrderedLanes {

    @Parameters(index = "0", paramLabel = "RUN", description = "Number of the run.")
    private long run;

    @Option(names = "--database", paramLabel = "DATABASE", description = "Only this database; default: the whole run.")
    private String database;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept with the run.")
    private String reason;

    long run() {
        return run;
    }

    /** Null: the whole run. */
    String database() {
        return database;
    }

    /** Null: none was given. */
    String reason() {
        return reason;
    }
}
