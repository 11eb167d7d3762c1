package org.domops.cli;

import org.domops.client.Lane;
import org.domops.client.Run;
import org.domops.client.RunsClient;
import org.domops.console.Console;
import org.domops.console.Screen;
import org.domops.console.TerminalSize;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Shows a run on a terminal, drawn anew each second in the same place, until it is over. */
final class LiveWatch {

    private static final Duration PACE = Duration.ofSeconds(1);

    private final RunsClient runs;
    private final Console console;
    private final Clock clock;
    private final Screen screen;
    private final Patience patience;
    private Run run;
    private List<Lane> lanes = List.of();

    LiveWatch(RunsClient runs, Console console, Clock clock, Pause pause) {
        this.runs = runs;
        this.console = console;
        this.clock = clock;
        this.screen = new Screen(console);
        this.patience = new Patience(clock, pause, reason -> draw(TerminalSize.now(console), reason));
    }

    /** @return the run as it is when it is over */
    Run untilOver(long id) {
        while (true) {
            TerminalSize size = TerminalSize.now(console);
            Run latest = patience.ask(() -> runs.header(id));
            lanes = patience.ask(() -> LiveLanes.of(runs, latest, LiveFrame.room(size)));
            run = latest;
            draw(size, null);
            if (run.over()) {
                return run;
            }
            patience.rest(PACE);
        }
    }

    private void draw(TerminalSize size, String note) {
        if (run == null) {
            console.line(note);
        } else {
            screen.draw(size, new LiveFrame(console, size).lines(run, lanes, clock.instant(), note));
        }
    }
}
