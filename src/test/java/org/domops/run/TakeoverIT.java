package org.domops.run;

import org.domops.log.LaneKey;
import org.domops.log.RunLanes;
import org.domops.log.Status;
import org.domops.log.TaskRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A server stands still at the worst place: in the transaction that begins a step, just before it has the lane's lock. */
class TakeoverIT {

    private static final String OTHER = "other-server/1";

    @TempDir
    Path data;
    private DomInstance dom;
    private ProbeFleet fleet;

    @BeforeEach
    void start() {
        fleet = new ProbeFleet("TAKEOVER", 1);
        dom = new DomInstance(data);
        dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
        dom.run("probe", "TEST");
    }

    @AfterEach
    void stop() {
        dom.close();
    }

    @Test
    void a_server_that_stood_still_before_it_had_the_lanes_lock_begins_no_step_of_a_lane_that_another_has_taken() {
        Orders orders = new Orders.Rest(dom, data);
        fleet.hold(1, "TASK_ONE");
        long run = orders.run("probe").accepted().runId();
        await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).contains("TASK_ONE"));
        orders.act(run, "halt", Map.of()).accepted();
        fleet.mend(1);
        await().atMost(DomInstance.PATIENCE).until(() -> dom.lanes(run).equals(Map.of(Status.H, 1)));
        String parked = step(run, "TASK_TWO").orElseThrow().externalTaskId();

        JdbcClient apart = JdbcClient.create(dom.bean(DataSource.class));
        TransactionTemplate transaction = dom.bean(TransactionTemplate.class);
        LaneKey lane = dom.bean(RunLanes.class).of(run).get(0).key();
        transaction.executeWithoutResult(status -> {
            dom.jdbc().sql("select * from DOM$RUN_LANES where run_id = ? for update").param(lane.runId()).query().listOfRows();
            dom.jdbc().sql("update DOM$RUN_LOG set halted = 'N' where id = ?").param(run).update();
            onItsOwn(() -> apart.sql("update ACT_RU_EXT_TASK set worker_id_ = null, lock_exp_time_ = null where id_ = ?").param(parked).update());
            await().atMost(DomInstance.PATIENCE).until(() -> onItsOwn(() -> owner(apart, parked) != null && blocked(apart)));
            onItsOwn(() -> apart.sql("update ACT_RU_EXT_TASK set worker_id_ = ?, lock_exp_time_ = dateadd(hour, 1, current_timestamp) where id_ = ?")
                    .params(OTHER, parked).update());
        });

        await().during(Duration.ofSeconds(2)).atMost(DomInstance.PATIENCE).untilAsserted(() -> {
            assertThat(dom.attempts().of(run)).extracting(attempt -> attempt.taskLogId())
                    .doesNotContain(step(run, "TASK_TWO").orElseThrow().id());
            assertThat(owner(apart, parked)).isEqualTo(OTHER);
        });
        apart.sql("update ACT_RU_EXT_TASK set lock_exp_time_ = dateadd(hour, -1, current_timestamp) where id_ = ?").param(parked).update();
        await().atMost(DomInstance.PATIENCE).until(() -> dom.status(run) == Status.C);
        assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO", "ITERATOR APP.A", "FINAL N");
    }

    /** Not in the transaction that holds the lane. */
    private static <T> T onItsOwn(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work).join();
    }

    private static boolean blocked(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from information_schema.sessions where blocker_id is not null "
                + "and executing_statement like '%where run_id = ? and database_id = ? for update%'").query(Long.class).single() > 0;
    }

    private static String owner(JdbcClient jdbc, String task) {
        List<String> owners = jdbc.sql("select worker_id_ from ACT_RU_EXT_TASK where id_ = ?").param(task).query(String.class).list();
        return owners.isEmpty() ? null : owners.get(0);
    }

    private Optional<TaskRow> step(long run, String procedure) {
        return dom.tasks().of(run).stream().filter(step -> step.key().procedure().equals(procedure)).findFirst();
    }
}
