package org.domops.torture;

import org.domops.jvm.DomJvm;
import org.domops.torture.arena.Arena;
import org.domops.torture.schedule.Schedule;
import org.domops.torture.schedule.Shape;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Random faults, from seeds, on a cluster in the middle of its runs.
 *
 * <p>{@code -Dtorture.schedules=1000} for a long run, {@code -Dtorture.base=N} for other seeds, {@code -Dtorture.seed=N} for
 * one schedule again, or several with commas between, {@code -Dtorture.servers=N} for larger clusters,
 * {@code -Dtorture.arenas=N} for several at once. What failed is in target/torture.
 */
class TortureIT {

    private static final Path FOLDER = Path.of("target", "torture");
    private static final Shape SHAPE = new Shape(Integer.getInteger("torture.servers", 2), 2, 3, 2, 3000);
    private static final int ARENAS = Integer.getInteger("torture.arenas", 1);
    /** So many schedules are worth the time that a faster start takes to prepare. */
    private static final int MANY = 20;

    @Test
    void whatever_breaks_nothing_is_lost_and_nothing_is_done_twice() {
        Queue<Long> seeds = new ConcurrentLinkedQueue<>(seeds());
        if (seeds.size() >= MANY) {
            DomJvm.expectManyStarts();
        }
        Report report = new Report(FOLDER);
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(24 * ARENAS);
        try {
            List<Future<?>> playing = IntStream.range(0, ARENAS).<Future<?>>mapToObj(number -> threads.submit(() -> {
                while (!seeds.isEmpty()) {
                    play(FOLDER.resolve("arena-" + number), seeds, report, threads);
                }
            })).toList();
            for (Future<?> each : playing) {
                assertThatCode(each::get).doesNotThrowAnyException();
            }
        } finally {
            threads.shutdownNow();
            report.summarize();
        }
        assertThat(report.failed()).as("see " + FOLDER.resolve("summary.txt")).isEmpty();
    }

    /** On one arena, as long as it is as good as new. */
    private static void play(Path folder, Queue<Long> seeds, Report report, ScheduledExecutorService threads) {
        try (Arena arena = new Arena(folder, SHAPE)) {
            Play play = new Play(arena, threads, report);
            boolean ok = true;
            for (Long seed = seeds.poll(); seed != null; seed = ok ? seeds.poll() : null) {
                ok = report.add(play.play(Schedule.of(seed, arena.shape())), arena.logs());
            }
        }
    }

    private static List<Long> seeds() {
        String some = System.getProperty("torture.seed");
        long base = Long.getLong("torture.base", 4_000);
        return some != null ? Arrays.stream(some.split(",")).map(Long::valueOf).toList()
                : LongStream.range(base, base + Integer.getInteger("torture.schedules", 25)).boxed().toList();
    }
}
