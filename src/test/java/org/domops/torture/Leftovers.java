package org.domops.torture;

import org.domops.torture.arena.Arena;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;


/** What is left in the engine and on the targets when no run is open. */
final class Leftovers {

    /** Sessions end a little after their lanes: a server that was paused finds out that it lost them at its next step. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> ENGINE = List.of("ACT_RU_EXECUTION", "ACT_RU_EXT_TASK", "ACT_RU_INCIDENT",
            "ACT_RU_VARIABLE", "ACT_RU_EVENT_SUBSCR");

    private final Arena arena;

    Leftovers(Arena arena) {
        this.arena = arena;
    }

    /**
     * Empty as soon as nothing is left; else what still is after a while.
     *
     * @param firstStep of the schedule: what a dying server leaves in a target's buffer is swept by the next lane there, so
     *     it is looked for in the next schedule
     */
    List<String> await(long firstStep) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<String> left = now(firstStep);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            Pause.of(Duration.ofMillis(200));
            left = now(firstStep);
        }
        return left;
    }

    private List<String> now(long firstStep) {
        List<String> left = new ArrayList<>();
        JdbcClient repository = arena.repository();
        for (String table : ENGINE) {
            long rows = repository.sql("select count(*) from " + table).query(Long.class).single();
            if (rows > 0) {
                left.add(rows + " rows in " + table);
            }
        }
        for (String target : arena.targetNames()) {
            arena.ask(target, jdbc -> left.addAll(onTarget(target, jdbc, firstStep)));
        }
        return left;
    }

    private static List<String> onTarget(String target, JdbcClient jdbc, long firstStep) {
        List<String> left = new ArrayList<>();
        left.addAll(jdbc.sql("select concat('session ', id, ' on ', ?, ', ', command, ' for ', time, ' s: ', coalesce(info, '-')) "
                + "from information_schema.processlist where user = ?").params(target, target).query(String.class).list());
        left.addAll(jdbc.sql("select concat('lock ', name, ' on ', ?, ' of connection ', is_used_lock(name)) from "
                + "(select lock_name as name from DOM$STEP_ATTEMPTS union select lane_lock from DOM$STEP_ATTEMPTS) locks "
                + "where is_used_lock(name) is not null").param(target).query(String.class).list());
        left.addAll(jdbc.sql("select concat('transaction of connection ', trx_mysql_thread_id, ' on the server of ', ?) "
                + "from information_schema.innodb_trx where trx_mysql_thread_id <> connection_id()").param(target).query(String.class).list());
        left.addAll(jdbc.sql("select concat(count(*), ' statements of step ', task_log_id, ' attempt ', attempt, ' in the buffer of ', ?) "
                + "from DOM$SQL_BUFFER where task_log_id < ? group by task_log_id, attempt").params(target, firstStep).query(String.class).list());
        return left;
    }
}
