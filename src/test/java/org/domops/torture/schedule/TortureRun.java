package org.domops.torture.schedule;

import java.util.List;

/**
 * A run that every schedule starts.
 *
 * @param kind as its steps know it
 * @param targets how many targets it is on
 * @param objects per target
 * @param rounds per object
 * @param forked whether TASK_ONE and TASK_TWO are in parallel branches
 */
public record TortureRun(String operation, int instance, String kind, int targets, int objects, int rounds, boolean forked) {

    public static final List<String> TASKS = List.of("TASK_ONE", "TASK_TWO", "TASK_THREE");
    public static final List<TortureRun> ALL = List.of(
            new TortureRun("torture-line", 1, "LINE", 3, 2, 1, false),
            new TortureRun("torture-line", 2, "LINE", 2, 2, 1, false),
            new TortureRun("torture-fork", 1, "FORK", 3, 1, 2, true),
            new TortureRun("torture-faulty", 1, "FAULTY", 3, 1, 1, false));

    @Override
    public String toString() {
        return operation + "/" + instance;
    }
}
