package org.domops.cli;

import org.domops.client.Lane;
import org.domops.client.Run;
import org.domops.client.RunsClient;

import java.util.ArrayList;
import java.util.List;

/** Which lanes of a run are worth a line, where there is room for some of them only. */
final class LiveLanes {

    private static final String ERRORED = "E";
    private static final String MOVING = "R,K";
    private static final String TO_COME = "H,P";
    private static final String OVER = "C,F,X,S";
    /** The most that the server gives at once. */
    private static final int PAGE = 1000;

    private LiveLanes() {
    }

    /** Errored lanes first, but never so many that no running one is seen; then running, then waiting, then those that are over. */
    static List<Lane> of(RunsClient runs, Run run, int lines) {
        int room = Math.min(Math.max(lines, 1), PAGE);
        List<Lane> shown = new ArrayList<>();
        int errored = count(run, ERRORED);
        int moving = count(run, MOVING);
        int forErrored = Math.min(errored, Math.max(room - moving, (room + 1) / 2));
        add(shown, runs, run, ERRORED, forErrored);
        add(shown, runs, run, MOVING, room - shown.size());
        add(shown, runs, run, TO_COME, room - shown.size());
        add(shown, runs, run, OVER, room - shown.size());
        return shown;
    }

    private static void add(List<Lane> shown, RunsClient runs, Run run, String statuses, int atMost) {
        if (atMost > 0 && count(run, statuses) > 0) {
            shown.addAll(runs.lanes(run.id(), statuses, atMost));
        }
    }

    private static int count(Run run, String statuses) {
        int count = 0;
        for (String status : statuses.split(",")) {
            count += run.lanes().getOrDefault(status, 0);
        }
        return count;
    }
}
