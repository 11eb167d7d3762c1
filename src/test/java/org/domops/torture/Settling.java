package org.domops.torture;

import org.domops.torture.arena.Arena;
import org.domops.torture.check.LaneFact;
import org.domops.torture.check.RunFact;
import org.domops.torture.schedule.TortureRun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator does when the faults have stopped: resumes what is halted, and gives the same command again. */
final class Settling {

    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("torture.patience", 150));
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int MOST_STARTS = 12;

    private final Arena arena;
    private final EvidenceReader reader;
    private final long afterRun;
    private final Map<TortureRun, Integer> starts = new HashMap<>();

    Settling(Arena arena, EvidenceReader reader, long afterRun) {
        this.arena = arena;
        this.reader = reader;
        this.afterRun = afterRun;
    }

    /** @return what did not come to its end; empty: every operation's latest run is completed, and none is open */
    List<String> settle() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            arena.look();
            List<String> open = look();
            if (open.isEmpty()) {
                return open;
            }
            if (System.nanoTime() > deadline) {
                return open;
            }
            Pause.of(LOOK);
        }
    }

    private List<String> look() {
        List<RunFact> runs = reader.runs(afterRun);
        List<LaneFact> lanes = reader.lanes(afterRun);
        List<String> open = new ArrayList<>();
        for (TortureRun each : TortureRun.ALL) {
            Optional<RunFact> latest = runs.stream().filter(run -> run.operationName().equals(each.operation())
                    && run.operationInstance() == each.instance()).reduce((one, two) -> two);
            if (latest.isEmpty() || !latest.get().status().equals("C")) {
                open.add(latest.map(run -> "run " + run.id() + " (" + each + ") is " + run.status() + ": "
                        + of(lanes, run)).orElse(each + " was not started"));
                help(each, latest, lanes);
            }
        }
        return open;
    }

    private static List<String> of(List<LaneFact> lanes, RunFact run) {
        return lanes.stream().filter(lane -> lane.runId() == run.id()).map(lane -> lane.databaseName() + " " + lane.status()
                + (lane.waitingFor() == null ? "" : " waits for " + lane.waitingFor())).toList();
    }

    private void help(TortureRun operation, Optional<RunFact> latest, List<LaneFact> lanes) {
        if (latest.isPresent()) {
            RunFact run = latest.get();
            if (run.status().equals("H")) {
                arena.act(run.id(), "resume", null);
                return;
            }
            for (LaneFact lane : lanes) {
                if (lane.runId() == run.id() && lane.status().equals("H")) {
                    arena.act(run.id(), "resume", lane.databaseName());
                }
            }
            boolean errored = lanes.stream().anyMatch(lane -> lane.runId() == run.id() && lane.status().equals("E"));
            if (!errored && !run.status().equals("X")) {
                return;
            }
        }
        if (starts.getOrDefault(operation, 0) < MOST_STARTS) {
            // where no server is up, nobody was asked
            arena.start(operation.operation(), operation.instance()).ifPresent(status -> starts.merge(operation, 1, Integer::sum));
        }
    }
}
