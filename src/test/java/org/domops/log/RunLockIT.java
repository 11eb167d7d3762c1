package org.domops.log;

import org.domops.repository.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import javax.sql.DataSource;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** Lanes of a run that move at the same moment, on PostgreSQL. */
class RunLockIT {

    private final DataSource source = TestPostgres.create().dataSource();
    private final JdbcClient jdbc = JdbcClient.create(source);
    private final RunLog runs = new RunLog(jdbc);

    @Test
    void two_lanes_that_begin_a_step_at_the_same_moment_do_not_lock_each_other_out_of_their_run() {
        Flyway.configure().dataSource(source).locations("filesystem:db/repository/postgresql").load().migrate();
        long run = runs.insert(new RunRow(0, 1, "probe", 1, 1, "TEST", "R", Status.R, null, "test", Instant.now(), null, null,
                "definition", null, 0, true, null, null, false), "1/1/1");
        RunRow locked = alone().execute(first -> {
            beginStep(run, 1);
            return alone().execute(second -> {
                beginStep(run, 2);
                // the first has only begun its step: this would wait for it
                return runs.lock(run);
            });
        });
        assertThat(locked.id()).isEqualTo(run);
    }

    private TransactionTemplate alone() {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        transaction.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        return transaction;
    }

    private void beginStep(long run, long database) {
        jdbc.sql("set local lock_timeout = '5s'").update();
        jdbc.sql("insert into DOM$TASK_LOG (run_id, operation_id, database_id, database_name, object_id, procedure_name, "
                + "repeat_instance, status, attempt, phase, start_dttm) values (?, 1, ?, 'DB', 0, 'INSTALL', 0, 'R', 1, 'CALL', "
                + "current_timestamp)").params(run, database).update();
    }
}
