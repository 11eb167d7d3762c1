package org.domops.run;

import org.domops.log.Status;
import org.domops.repository.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import javax.sql.DataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PostgreSqlRunLifeIT extends RunLifeContract {

    @Override
    Orders orders(DomInstance server, Path folder) {
        return new Orders.Rest(server, folder);
    }

    @Override
    TestPostgres repository() {
        return TestPostgres.create();
    }

    @Override
    String prefix() {
        return "LIFE_PG";
    }

    @Test
    void two_last_lanes_that_end_at_the_same_instant_end_their_run_a_thousand_times_on_postgresql() throws Exception {
        new LastLanes(server(), server().run("probe", "TEST")).endAtOnce(1000);
    }

    @Test
    void a_cancel_by_force_holds_though_the_lanes_owner_extends_its_lease_at_that_moment() throws Exception {
        JdbcClient jdbc = JdbcClient.create(server().bean(DataSource.class));
        long run = heldRun();
        awaitLane(run, TWO, Status.C);
        try (Connection owner = server().bean(DataSource.class).getConnection()) {
            owner.setAutoCommit(false);
            assertThat(JdbcClient.create(new SingleConnectionDataSource(owner, true)).sql("""
                    update ACT_RU_EXT_TASK set REV_ = REV_ + 1 where PROC_INST_ID_ in
                    (select PROC_INST_ID_ from ACT_RU_EXECUTION where BUSINESS_KEY_ = ?)""").param(String.valueOf(run)).update()).isPositive();
            CompletableFuture<Orders.Told> cancel = CompletableFuture.supplyAsync(() ->
                    orders().act(run, "cancel", Map.of("force", true, "reason", "the host burnt down")));
            await().atMost(DomInstance.PATIENCE).until(() -> jdbc.sql("""
                    select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
                    and lower(query) like 'delete from%act_ru_ext_task%'""").query(Long.class).single() > 0);
            owner.commit();
            cancel.get(DomInstance.PATIENCE.toSeconds(), TimeUnit.SECONDS).accepted();
        }
        awaitStatus(run, Status.X);
    }
}
