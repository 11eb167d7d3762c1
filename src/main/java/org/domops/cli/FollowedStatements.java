package org.domops.cli;

import org.domops.client.RunsClient;
import org.domops.client.Statement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Statements as they end; one that is seen running is shown at once, and again when it has ended. */
final class FollowedStatements implements FollowedLog {

    /** Rows get their numbers before they are committed: a smaller number may be seen so much later. */
    private static final Duration SETTLED = Duration.ofSeconds(3);
    private static final String RUNNING = "R";
    private static final int ASKED_AT_ONCE = 500;

    private final RunsClient runs;
    private final long run;
    private final Long task;
    private final String database;
    private final String statuses;
    private final Clock clock;
    private final Consumer<Statement> show;
    private final Set<Long> running = new TreeSet<>();
    /** When those with a number after the settled ones were first seen. */
    private final NavigableMap<Long, Instant> seen = new TreeMap<>();
    private long after;

    FollowedStatements(RunsClient runs, long run, Long task, String database, String statuses, Clock clock, Consumer<Statement> show) {
        this.runs = runs;
        this.run = run;
        this.task = task;
        this.database = database;
        this.statuses = statuses;
        this.clock = clock;
        this.show = show;
    }

    @Override
    public void more() {
        ended();
        begun();
        settle();
    }

    /** What was shown running may have ended. */
    private void ended() {
        List<Long> ids = List.copyOf(running);
        for (int from = 0; from < ids.size(); from += ASKED_AT_ONCE) {
            for (Statement statement : runs.statements(run, ids.subList(from, Math.min(ids.size(), from + ASKED_AT_ONCE)))) {
                if (!RUNNING.equals(statement.status())) {
                    running.remove(statement.id());
                    show.accept(statement);
                }
            }
        }
    }

    private void begun() {
        Instant now = clock.instant();
        for (Statement statement : runs.statementsAfter(run, task, database, statuses, after)) {
            if (seen.putIfAbsent(statement.id(), now) == null) {
                if (RUNNING.equals(statement.status())) {
                    running.add(statement.id());
                }
                show.accept(statement);
            }
        }
    }

    private void settle() {
        Instant settled = clock.instant().minus(SETTLED);
        for (Map.Entry<Long, Instant> first = seen.firstEntry(); first != null && !first.getValue().isAfter(settled);
                first = seen.firstEntry()) {
            after = first.getKey();
            seen.pollFirstEntry();
        }
    }
}
