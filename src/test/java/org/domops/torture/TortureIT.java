package org.domops.torture;

import org.domops.torture.arena.Arena;
import org.domops.torture.schedule.Schedule;
import org.domops.torture.schedule.Shape;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random faults, from seeds, on a cluster in the middle of its runs.
 *
 * <p>{@code -Dtorture.schedules=1000} for a long run, {@code -Dtorture.base=N} for other seeds, {@code -Dtorture.seed=N} for
 * one schedule again, {@code -Dtorture.servers=N} for a larger cluster. What failed is in target/torture.
 */
class TortureIT {

    private static final Path FOLDER = Path.of("target", "torture");
    private static final int LEASE = 3000;
    private static final int MANY = 60;

    @Test
    void whatever_breaks_nothing_is_lost_and_nothing_is_done_twice() {
        List<Long> seeds = seeds();
        Report report = new Report(FOLDER);
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(24);
        try (Arena arena = new Arena(FOLDER, new Shape(Integer.getInteger("torture.servers", 2), 3, 2, LEASE), seeds.size() >= MANY)) {
            FailoverWatch failovers = new FailoverWatch(arena, threads);
            Play play = new Play(arena, threads, failovers);
            for (long seed : seeds) {
                report.add(play.play(Schedule.of(seed, arena.shape())), arena.serverLogs());
            }
            report.summarize(failovers.times());
        } finally {
            threads.shutdownNow();
        }
        assertThat(report.failed()).as("see " + FOLDER.resolve("summary.txt")).isEmpty();
    }

    private static List<Long> seeds() {
        Long one = Long.getLong("torture.seed");
        long base = Long.getLong("torture.base", 4_000);
        return one != null ? List.of(one)
                : LongStream.range(base, base + Integer.getInteger("torture.schedules", 25)).boxed().toList();
    }
}
