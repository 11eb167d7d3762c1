package org.domops.torture;

import org.domops.torture.arena.Arena;
import org.domops.torture.schedule.AimedFault;
import org.domops.torture.schedule.Fault;
import org.domops.torture.schedule.FaultKind;
import org.domops.torture.schedule.Schedule;
import org.domops.torture.schedule.TortureRun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does a schedule's faults to the arena, each at its time. */
final class FaultPlayer {

    private final Arena arena;
    private final AimedFaults aimedFaults;
    private final ScheduledExecutorService threads;
    private final FailoverWatch failovers;
    private final FailoverWatch workerFailovers;

    FaultPlayer(Arena arena, ScheduledExecutorService threads, FailoverWatch failovers, FailoverWatch workerFailovers) {
        this.arena = arena;
        this.aimedFaults = new AimedFaults(arena);
        this.threads = threads;
        this.failovers = failovers;
        this.workerFailovers = workerFailovers;
    }

    /** Returns when all faults have ended. @param runs their ids */
    void play(Schedule schedule, Map<TortureRun, Long> runs) {
        List<Future<?>> playing = new ArrayList<>();
        for (Fault fault : schedule.faults()) {
            playing.add(threads.schedule(() -> begin(fault, runs), fault.at(), TimeUnit.MILLISECONDS));
            if (fault.kind().lasting()) {
                playing.add(threads.schedule(() -> end(fault, runs), fault.at() + fault.lasts(), TimeUnit.MILLISECONDS));
            }
        }
        if (schedule.aimed() != null) {
            playing.add(threads.submit(() -> playAimed(schedule.aimed(), runs)));
        }
        for (Future<?> each : playing) {
            try {
                each.get(3, TimeUnit.MINUTES);
            } catch (ExecutionException e) {
                throw new IllegalStateException("the harness itself failed in " + schedule, e.getCause());
            } catch (TimeoutException e) {
                throw new IllegalStateException("a fault does not end in " + schedule, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private void playAimed(AimedFault aimed, Map<TortureRun, Long> runs) {
        long firstRun = runs.values().stream().mapToLong(run -> run).min().orElseThrow();
        aimedFaults.await(aimed, firstRun).ifPresent(fault -> {
            begin(fault, runs);
            if (fault.kind().lasting()) {
                Pause.of(Duration.ofMillis(fault.lasts()));
                end(fault, runs);
            }
        });
    }

    private void begin(Fault fault, Map<TortureRun, Long> runs) {
        int index = fault.index();
        switch (fault.kind()) {
            case KILL_SERVER -> {
                failovers.lost(arena.serverName(index));
                arena.killServer(index);
            }
            case PAUSE_SERVER -> {
                arena.pauseServer(index);
                failovers.lost(arena.serverName(index));
            }
            case KILL_WORKER -> {
                workerFailovers.lost(arena.workerName(index));
                arena.killWorker(index);
            }
            case PAUSE_WORKER -> {
                arena.pauseWorker(index);
                workerFailovers.lost(arena.workerName(index));
            }
            case CUT_WORKER -> arena.workerLine(index).cut();
            case SILENCE_WORKER -> arena.workerLine(index).silence();
            case BLIP_WORKER -> arena.workerLine(index).blip();
            case CUT_TARGET -> arena.targetLine(index).cut();
            case STRAND_TARGET -> arena.targetLine(index).strand();
            case SILENCE_TARGET -> arena.targetLine(index).silence();
            case BLIP_TARGET -> arena.targetLine(index).blip();
            case CUT_REPOSITORY -> arena.repositoryLine(index).cut();
            case SILENCE_REPOSITORY -> arena.repositoryLine(index).silence();
            case BLIP_REPOSITORY -> arena.repositoryLine(index).blip();
            case KILL_TARGET_SERVER -> arena.killTargetServer(index);
            case RESTART_TARGET_SERVER -> arena.restartTargetServer(index);
            case RESTART_REPOSITORY -> arena.restartRepository();
            case HALT_RUN -> order(fault, "halt", runs);
            case HALT_LANE -> order(fault, "halt", runs);
            case CANCEL_RUN, CANCEL_LANE -> order(fault, "cancel", runs);
            case START_AGAIN -> arena.start(TortureRun.ALL.get(index).operation(), TortureRun.ALL.get(index).instance());
        }
    }

    private void end(Fault fault, Map<TortureRun, Long> runs) {
        switch (fault.kind()) {
            case PAUSE_SERVER -> arena.continueServer(fault.index());
            case PAUSE_WORKER -> arena.continueWorker(fault.index());
            case CUT_WORKER, SILENCE_WORKER -> arena.workerLine(fault.index()).restore();
            case CUT_TARGET, SILENCE_TARGET -> arena.targetLine(fault.index()).restore();
            case STRAND_TARGET -> {
                arena.targetLine(fault.index()).restore();
                arena.targetLine(fault.index()).release();
            }
            case CUT_REPOSITORY, SILENCE_REPOSITORY -> arena.repositoryLine(fault.index()).restore();
            case HALT_RUN, HALT_LANE -> order(fault, "resume", runs);
            default -> throw new IllegalStateException(fault + " has no end");
        }
    }

    /** Refused or not: what comes of it is seen in the repository. */
    private void order(Fault fault, String action, Map<TortureRun, Long> runs) {
        if (fault.kind().aim() == FaultKind.Aim.RUN) {
            arena.act(runs.get(TortureRun.ALL.get(fault.index())), action, null);
            return;
        }
        int lane = fault.index();
        for (TortureRun run : TortureRun.ALL) {
            if (lane < run.targets()) {
                arena.act(runs.get(run), action, arena.targetNames().get(lane));
                return;
            }
            lane -= run.targets();
        }
    }
}
