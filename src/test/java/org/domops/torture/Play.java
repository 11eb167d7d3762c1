package org.domops.torture;

import org.domops.torture.arena.Arena;
import org.domops.torture.check.Check;
import org.domops.torture.check.Evidence;
import org.domops.torture.check.RunFact;
import org.domops.torture.schedule.Schedule;
import org.domops.torture.schedule.TortureRun;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/** One schedule from the start of its runs to the checks. */
final class Play {

    private final Arena arena;
    private final FailoverWatch failovers;
    private final FailoverWatch workerFailovers;
    private final FaultPlayer faults;
    private final EvidenceReader reader;

    Play(Arena arena, ScheduledExecutorService threads, Report report) {
        this.arena = arena;
        this.failovers = new FailoverWatch(arena, threads, report.failovers(), arena::aServerIsUp);
        this.workerFailovers = new FailoverWatch(arena, threads, report.workerFailovers(), arena::aWorkerIsUp);
        this.faults = new FaultPlayer(arena, threads, failovers, workerFailovers);
        this.reader = new EvidenceReader(arena);
    }

    /** What goes wrong in the harness itself fails the schedule, and not those after it. */
    Played play(Schedule schedule) {
        long begun = System.nanoTime();
        try {
            arena.awaitAll();
            return played(schedule, System.nanoTime());
        } catch (RuntimeException | AssertionError e) {
            endWatching();
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return new Played(schedule, (System.nanoTime() - begun) / 1_000_000, List.of("the harness itself: " + trace), null);
        }
    }

    private Played played(Schedule schedule, long begun) {
        long afterRun = reader.latestRun();
        arena.order(schedule.orders());
        faults.play(schedule, start(afterRun));
        arena.heal();
        List<String> open = new Settling(arena, reader, afterRun).settle();
        endWatching();
        // a worker has its sessions until its server, which may still be starting, says that they are another's
        arena.awaitAll();
        Evidence evidence = reader.read(afterRun);
        List<String> violations = !open.isEmpty() ? open
                : Check.ALL.stream().flatMap(check -> check.violations(evidence).stream()
                        .map(violation -> check.getClass().getSimpleName() + ": " + violation)).toList();
        return new Played(schedule, (System.nanoTime() - begun) / 1_000_000, violations, evidence);
    }

    private void endWatching() {
        failovers.end();
        workerFailovers.end();
    }

    private Map<TortureRun, Long> start(long afterRun) {
        Map<TortureRun, Long> ids = new HashMap<>();
        for (TortureRun run : TortureRun.ALL) {
            int status = arena.start(run.operation(), run.instance()).orElseThrow();
            if (status != 201) {
                throw new IllegalStateException(run + " could not be started: " + status);
            }
        }
        for (RunFact started : reader.runs(afterRun)) {
            TortureRun.ALL.stream().filter(run -> run.operation().equals(started.operationName())
                    && run.instance() == started.operationInstance()).forEach(run -> ids.put(run, started.id()));
        }
        return ids;
    }
}
