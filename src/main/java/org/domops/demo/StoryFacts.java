package org.domops.demo;

import java.util.List;
import java.util.Optional;

/**
 * What the checks look at.
 *
 * @param before the tables before the first command
 * @param first the run when the first command was over
 * @param between the tables at that time
 * @param second the run when the same command was over again; empty if it did not come to that
 * @param after the tables at the end
 */
record StoryFacts(List<CallRecords> before, Snapshot first, List<CallRecords> between, Optional<Snapshot> second,
                  List<CallRecords> after) {

    static final String FULL_DATABASE = "SALESPRD02";
    static final String FAILED_TASK = "REPOPULATE";
    static final int TABLE_IS_FULL = 1114;
    static final List<String> TASKS = List.of("CREATE_EXCHANGE_TABLE", "EXCHANGE_PARTITION", "DROP_PARTITION", FAILED_TASK,
            "REBUILD_STATISTICS", "DROP_EXCHANGE_TABLE", "RECORD_HISTORY");

    List<String> databases() {
        return before.stream().map(CallRecords::database).toList();
    }

    List<String> otherDatabases() {
        return databases().stream().filter(name -> !name.equals(FULL_DATABASE)).toList();
    }
}
