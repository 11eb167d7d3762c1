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
    private static final Shape SHAPE = new Shape(Integer.getInteger("torture.servers", 2), 3, 2, 3000);
    private static final int MANY = 60;

    @Test
    void whatever_breaks_nothing_is_lost_and_nothing_is_done_twice() {
        List<Long> seeds = seeds();
        Report report = new Report(FOLDER);
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(24);
        try {
            for (int next = 0; next < seeds.size(); ) {
                next += play(seeds.subList(next, seeds.size()), report, threads);
            }
            report.summarize();
        } finally {
            threads.shutdownNow();
        }
        assertThat(report.failed()).as("see " + FOLDER.resolve("summary.txt")).isEmpty();
    }

    /** On one arena, as long as it is as good as new. @return how many */
    private static int play(List<Long> seeds, Report report, ScheduledExecutorService threads) {
        try (Arena arena = new Arena(FOLDER.resolve("arena"), SHAPE, seeds.size() >= MANY)) {
            Play play = new Play(arena, threads, report.failovers());
            int played = 0;
            for (long seed : seeds) {
                played++;
                if (!report.add(play.play(Schedule.of(seed, arena.shape())), arena.serverLogs())) {
                    break;
                }
            }
            return played;
        }
    }

    private static List<Long> seeds() {
        Long one = Long.getLong("torture.seed");
        long base = Long.getLong("torture.base", 4_000);
        return one != null ? List.of(one)
                : LongStream.range(base, base + Integer.getInteger("torture.schedules", 25)).boxed().toList();
    }
}
