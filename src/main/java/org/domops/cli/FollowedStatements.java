package org.domops.cli;

import org.domops.client.RunsClient;
import org.domops.client.Statement;

import java.util.HashSet;
import java.util.Set;

/** Statements as they end. One that still runs is read again; what ended meanwhile after it is not held up by it. */
final class FollowedStatements implements FollowedLog {

    private final RunsClient runs;
    private final long run;
    private final Long task;
    private final String database;
    private final String statuses;
    private final LogReport report;
    private final boolean json;
    private final Set<Long> shown = new HashSet<>();
    private long after;

    FollowedStatements(RunsClient runs, long run, Long task, String database, String statuses, LogReport report, boolean json) {
        this.runs = runs;
        this.run = run;
        this.task = task;
        this.database = database;
        this.statuses = statuses;
        this.report = report;
        this.json = json;
    }

    @Override
    public void more() {
        boolean allEnded = true;
        for (Statement statement : runs.statementsAfter(run, task, database, statuses, after)) {
            boolean ended = statement.end() != null;
            allEnded &= ended;
            if (ended && shown.add(statement.id())) {
                show(statement);
            }
            if (allEnded) {
                after = statement.id();
                shown.remove(after);
            }
        }
    }

    private void show(Statement statement) {
        if (json) {
            report.json(statement);
        } else {
            report.statement(statement);
        }
    }
}
