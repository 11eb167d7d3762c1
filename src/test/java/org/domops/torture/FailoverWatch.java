package org.domops.torture;

import org.domops.torture.arena.Arena;
import org.springframework.dao.DataAccessException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/** Measures how long the lanes of a server, or worker, that was killed or paused stand still until another goes on with them. */
final class FailoverWatch {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Arena arena;
    private final ScheduledExecutorService threads;
    private final Failovers failovers;
    private final BooleanSupplier somebodyThere;
    private volatile int schedule;

    private record Lane(long runId, long databaseId) {
    }

    /** @param somebodyThere who could go on */
    FailoverWatch(Arena arena, ScheduledExecutorService threads, Failovers failovers, BooleanSupplier somebodyThere) {
        this.arena = arena;
        this.threads = threads;
        this.failovers = failovers;
        this.somebodyThere = somebodyThere;
    }

    /** Call it just before the kill, or just after the pause. @param prefix of its name in the log */
    void lost(String prefix) {
        String name = prefix + "%";
        long since = System.nanoTime();
        try {
            List<Lane> lanes = arena.repository().sql("select distinct t.run_id, t.database_id from DOM$TASK_ATTEMPT a "
                    + "join DOM$TASK_LOG t on t.id = a.task_log_id where a.status = 'R' and a.server like ?").param(name)
                    .query(Lane.class).list();
            int current = schedule;
            lanes.forEach(lane -> threads.execute(() -> watch(lane, name, since, current)));
        } catch (DataAccessException repositoryDown) {
            // then nothing can be measured
            return;
        }
    }

    private void watch(Lane lane, String name, long since, int current) {
        boolean othersThere = true;
        while (schedule == current) {
            othersThere &= somebodyThere.getAsBoolean();
            try {
                if (goesOn(lane, name)) {
                    failovers.add(Duration.ofNanos(System.nanoTime() - since).toMillis(), othersThere);
                    return;
                }
            } catch (DataAccessException repositoryDown) {
                // it is asked again
            }
            Pause.of(LOOK);
        }
    }

    /** Whether the latest attempt of the lane is another's. */
    private boolean goesOn(Lane lane, String name) {
        return arena.repository().sql("select count(*) from (select a.server from DOM$TASK_ATTEMPT a join DOM$TASK_LOG t "
                + "on t.id = a.task_log_id where t.run_id = ? and t.database_id = ? order by a.start_dttm desc, a.id desc "
                + "fetch first 1 rows only) latest where server not like ?").params(lane.runId(), lane.databaseId(), name)
                .query(Long.class).single() > 0;
    }

    /** What is still watched belongs to a schedule that is over. */
    void end() {
        schedule++;
    }
}
