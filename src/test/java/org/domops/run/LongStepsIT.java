package org.domops.run;

import org.domops.log.Status;
import org.domops.repository.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Steps that take long, many at once: 12 in the build, {@code -Ddom.test.long-steps=200} for the measurement. */
class LongStepsIT {

    private static final int STEPS = Integer.getInteger("dom.test.long-steps", 12);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration WATCHED = Duration.ofSeconds(Integer.getInteger("dom.test.long-steps-seconds", 5));

    @Test
    void while_steps_run_for_long_the_server_holds_few_repository_connections_and_no_open_transaction(@TempDir Path folder) {
        ProbeFleet fleet = new ProbeFleet("LONG", STEPS);
        fleet.schema(1).asSuperuser("set global max_connections = " + (3 * STEPS + 100));
        TestPostgres postgres = TestPostgres.create();
        try (DomInstance dom = new DomInstance(folder, postgres, "--dom.worker.lanes=" + STEPS)) {
            dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
            awaitEnd(dom, dom.started("probe", "TEST"));
            for (int database = 1; database <= STEPS; database++) {
                fleet.hold(database, "TASK_ONE");
            }
            SaidInLog log = new SaidInLog();
            long run = dom.started("probe", "TEST");
            for (int database = 1; database <= STEPS; database++) {
                int each = database;
                await().atMost(PATIENCE).until(() -> fleet.calls(each, run).contains("TASK_ONE"));
            }

            await().during(WATCHED).atMost(WATCHED.plus(PATIENCE)).untilAsserted(() -> {
                assertThat(longTransactions(postgres)).isEmpty();
                assertThat(connections(postgres)).isBetween(1L, 10L);
            });

            assertThat(dom.lanes(run)).isEqualTo(Map.of(Status.R, STEPS));
            System.out.println(STEPS + " steps running: " + connections(postgres) + " repository connections, "
                    + Thread.activeCount() + " threads");
            for (int database = 1; database <= STEPS; database++) {
                fleet.mend(database);
            }
            awaitEnd(dom, run);
            assertThat(dom.status(run)).isEqualTo(Status.C);
            assertThat(log.warnings()).noneMatch(line -> line.contains("lease") || line.contains("taken over"));
            log.close();
        }
    }

    /** 200 lanes' installations take minutes. */
    private static void awaitEnd(DomInstance dom, long run) {
        await().atMost(PATIENCE).until(() -> dom.status(run) != Status.R);
    }

    @Test
    void a_lock_that_has_ended_and_that_nobody_has_taken_is_extended_again(@TempDir Path folder) {
        ProbeFleet fleet = new ProbeFleet("ENDED", 1);
        // the one lane is busy, so the server does not fetch the token again itself
        try (DomInstance dom = new DomInstance(folder, "--dom.worker.lanes=1")) {
            long run = startHeld(dom, fleet);
            String owner = dom.jdbc().sql("select WORKER_ID_ from ACT_RU_EXT_TASK").query(String.class).single();

            dom.jdbc().sql("update ACT_RU_EXT_TASK set LOCK_EXP_TIME_ = timestamp '2020-01-01 00:00:00', REV_ = REV_ + 1").update();

            awaitLock(dom, owner);
            fleet.mend(1);
            awaitEnd(dom, run);
            assertThat(dom.status(run)).isEqualTo(Status.C);
        }
    }

    @Test
    void a_lane_goes_on_with_its_attempt_when_its_own_server_fetches_its_token_anew(@TempDir Path folder) {
        ProbeFleet fleet = new ProbeFleet("ANEW", 1);
        try (DomInstance dom = new DomInstance(folder, "--dom.worker.lanes=4"); SaidInLog log = new SaidInLog()) {
            long run = startHeld(dom, fleet);
            String owner = dom.jdbc().sql("select WORKER_ID_ from ACT_RU_EXT_TASK").query(String.class).single();

            // the heartbeat comes first, or the fetcher
            for (int end = 0; end < 10; end++) {
                await().atMost(Duration.ofSeconds(30)).until(() -> dom.jdbc().sql("""
                        update ACT_RU_EXT_TASK set LOCK_EXP_TIME_ = timestamp '2020-01-01 00:00:00', REV_ = REV_ + 1
                        where LOCK_EXP_TIME_ > localtimestamp and WORKER_ID_ = ?""").param(owner).update() == 1);
            }
            // a step that ends in the very moment between is collected by the fetcher's lane
            awaitLock(dom, owner);
            fleet.mend(1);
            awaitEnd(dom, run);

            assertThat(dom.status(run)).isEqualTo(Status.C);
            assertThat(fleet.calls(1, run)).containsOnlyOnce("TASK_ONE");
            assertThat(log.warnings()).noneMatch(line -> line.contains("taken over"));
        }
    }

    /** Installs everything by a run of its own, and waits until the next one's step is at work, held. */
    private static long startHeld(DomInstance dom, ProbeFleet fleet) {
        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        dom.run("probe", "TEST");
        fleet.hold(1, "TASK_ONE");
        long run = dom.started("probe", "TEST");
        await().atMost(PATIENCE).until(() -> fleet.calls(1, run).contains("TASK_ONE"));
        return run;
    }

    private static void awaitLock(DomInstance dom, String owner) {
        await().atMost(Duration.ofSeconds(30)).until(() -> dom.jdbc().sql("select count(*) from ACT_RU_EXT_TASK where LOCK_EXP_TIME_ > localtimestamp "
                + "and WORKER_ID_ = ?").param(owner).query(Integer.class).single() == 1);
    }

    private static long connections(TestPostgres postgres) {
        return JdbcClient.create(postgres.dataSource()).sql("""
                select count(*) from pg_stat_activity where datname = current_database() and application_name = 'dom'""")
                .query(Long.class).single();
    }

    /** Transactions of the server that are open for longer than a statement or two take. */
    private static List<String> longTransactions(TestPostgres postgres) {
        return JdbcClient.create(postgres.dataSource()).sql("""
                select state || ' since ' || xact_start || ': ' || query from pg_stat_activity
                where datname = current_database() and application_name = 'dom' and xact_start < now() - interval '2' second""")
                .query(String.class).list();
    }
}
