package org.domops.cli;

import org.domops.client.RunsClient;
import org.domops.client.Task;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Steps as they end; one that is restarted and ends again is shown again. */
final class FollowedSteps implements FollowedLog {

    private final RunsClient runs;
    private final long run;
    private final String database;
    private final String statuses;
    private final LogReport report;
    private final boolean json;
    private final Set<List<Object>> shown = new HashSet<>();

    FollowedSteps(RunsClient runs, long run, String database, String statuses, LogReport report, boolean json) {
        this.runs = runs;
        this.run = run;
        this.database = database;
        this.statuses = statuses;
        this.report = report;
        this.json = json;
    }

    @Override
    public void more() {
        RunsClient.tasks(runs.tasksAnswer(run, database, statuses)).stream()
                .filter(task -> task.end() != null && shown.add(List.of(task.id(), task.attempt(), task.end(), task.status())))
                .sorted(Comparator.comparing(Task::end))
                .forEach(json ? report::json : report::step);
    }
}
