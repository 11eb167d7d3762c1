package org.domops.cli;

import org.domops.client.Run;
import org.domops.client.RunsClient;
import org.domops.console.Console;

import java.time.Clock;
import java.time.Duration;

/** Follows a run's log until the run is over. */
final class FollowRun {

    private static final Duration PACE = Duration.ofSeconds(1);

    private final RunsClient runs;
    private final Patience patience;

    FollowRun(RunsClient runs, Clock clock, Pause pause, Console console) {
        this.runs = runs;
        this.patience = new Patience(clock, pause, reason -> console.error(reason + "; the following goes on if it answers again within "
                + Patience.LIMIT.toMinutes() + " minutes"));
    }

    void untilOver(long id, FollowedLog log) {
        while (true) {
            // the run first: when it is over, what is read after it is all there
            Run run = patience.ask(() -> runs.header(id));
            patience.ask(() -> {
                log.more();
                return run;
            });
            if (run.over()) {
                return;
            }
            patience.rest(PACE);
        }
    }
}
