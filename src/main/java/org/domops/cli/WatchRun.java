package org.domops.cli;

import org.domops.client.Lane;
import org.domops.client.Run;
import org.domops.client.RunsClient;
import org.domops.client.Task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Follows a run until it is over. A server that is being started again is waited for. */
final class WatchRun {

    private static final Duration QUICK = Duration.ofMillis(500);
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Duration QUICK_FOR = Duration.ofMinutes(2);
    private static final Duration QUIET = Duration.ofSeconds(15);

    private final RunsClient runs;
    private final WatchedSteps steps;
    private final Clock clock;
    private final Patience patience;
    private final Set<List<Object>> shown = new HashSet<>();
    private final Map<String, String> waits = new HashMap<>();

    WatchRun(RunsClient runs, WatchedSteps steps, Clock clock, Pause pause) {
        this.runs = runs;
        this.steps = steps;
        this.clock = clock;
        this.patience = new Patience(clock, pause, steps::unreachable);
    }

    /** @return the run as it is when it is over: completed, errored, failed or cancelled */
    Run untilOver(long id) {
        Instant begin = clock.instant();
        Instant news = begin;
        while (true) {
            // the run first: when it is over, the steps that are read after it are all there
            Run run = patience.ask(() -> runs.run(id));
            List<Task> tasks = patience.ask(() -> runs.tasks(id));
            boolean anyNews = showWaits(run) | showEnded(run, tasks);
            if (run.over()) {
                return run;
            }
            Instant now = clock.instant();
            if (anyNews) {
                news = now;
            } else if (Duration.between(news, now).compareTo(QUIET) >= 0) {
                steps.quiet(run, tasks.stream().filter(t -> "R".equals(t.status())).toList(),
                        Duration.between(run.lastStart(), now));
                news = now;
            }
            patience.rest(Duration.between(begin, now).compareTo(QUICK_FOR) < 0 ? QUICK : SLOW);
        }
    }

    private boolean showEnded(Run run, List<Task> tasks) {
        List<Task> ended = tasks.stream()
                .filter(t -> t.end() != null && !t.end().isBefore(run.lastStart()))
                .filter(t -> shown.add(List.of(t.id(), t.attempt(), t.end(), t.status())))
                .toList();
        if (!ended.isEmpty()) {
            steps.ended(run, ended);
        }
        return !ended.isEmpty();
    }

    private boolean showWaits(Run run) {
        boolean any = false;
        for (Lane lane : run.laneList()) {
            if (!Objects.equals(lane.waitingFor(), waits.put(lane.database(), lane.waitingFor())) && lane.waitingFor() != null) {
                steps.waiting(lane);
                any = true;
            }
        }
        return any;
    }
}
