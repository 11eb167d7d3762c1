package org.domops.cli;

import org.domops.client.Lane;
import org.domops.client.Run;
import org.domops.client.Task;

import java.time.Duration;
import java.util.List;

/** What hears of a run's progress. */
interface WatchedSteps {

    WatchedSteps NONE = new WatchedSteps() {
        @Override
        public void ended(Run run, List<Task> steps) {
        }

        @Override
        public void waiting(Lane lane) {
        }

        @Override
        public void quiet(Run run, List<Task> running, Duration sinceStart) {
        }

        @Override
        public void unreachable(String reason) {
        }
    };

    /** @param steps that ended since the last call; never empty */
    void ended(Run run, List<Task> steps);

    /** A lane began to wait for something. */
    void waiting(Lane lane);

    /** Nothing ended for a while. */
    void quiet(Run run, List<Task> running, Duration sinceStart);

    /** The server does not answer; the watching goes on for a while. */
    void unreachable(String reason);
}
