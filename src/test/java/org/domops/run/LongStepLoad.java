package org.domops.run;

import org.domops.log.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A step with very many statements. No part of the build, as it takes minutes:
 * {@code mvn test-compile failsafe:integration-test -Dit.test=LongStepLoad -Dload.statements=1000000}; with {@code -Dload.live=false} for comparison.
 */
class LongStepLoad {

    private static final long STATEMENTS = Long.getLong("load.statements", 1_000_000);

    @Test
    void a_step_with_a_million_statements_is_logged_while_it_runs(@TempDir Path data) {
        ProbeFleet fleet = new ProbeFleet("LOAD", 1);
        // what the carrying of rows while the step runs costs is the difference to a run that looks for the first time after a day
        try (DomInstance dom = new DomInstance(data, "--dom.live-log.begin=" + (Boolean.parseBoolean(System.getProperty("load.live", "true")) ? "1s" : "1d"))) {
            Map<String, String> sources = new HashMap<>(fleet.sources());
            sources.computeIfPresent("probe_op.mariadb.sql", (name, text) -> text.replace("""
                      PROCEDURE task_one(p_handle VARCHAR2(64)) AS
                      BEGIN
                        witness(p_handle, 'TASK_ONE', '');
                    """.indent(0), """
                      PROCEDURE task_one(p_handle VARCHAR2(64)) AS
                      BEGIN
                        FOR i IN 1..%d LOOP
                          DOM.execute_immediate(p_handle, 'DO 1', NULL);
                        END LOOP;
                    """.formatted(STATEMENTS).indent(0)));
            assertThat(sources.get("probe_op.mariadb.sql")).contains("FOR i IN");
            dom.apply(fleet.fleetFile(1, "A"), sources);
            long run = dom.started("probe", "TEST");
            AtomicLong heap = new AtomicLong();
            AtomicLong buffer = new AtomicLong();
            await().atMost(Duration.ofHours(2)).pollInterval(Duration.ofSeconds(2)).until(() -> {
                heap.accumulateAndGet(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max);
                buffer.accumulateAndGet(Long.parseLong(fleet.strings(1,
                        "select count(*) from information_schema.tables where table_name = 'DOM$STEP_ATTEMPTS' and table_schema = database()").get(0)) == 0
                        ? 0 : Long.parseLong(fleet.strings(1, "select count(*) from DOM$SQL_BUFFER").get(0)), Math::max);
                return dom.status(run) != Status.R;
            });
            assertThat(dom.status(run)).isEqualTo(Status.C);
            System.out.printf("LOAD %d statements: %s s on the target, %s s in all; at most %d rows in the buffer, %d MB of heap; %d rows left%n",
                    STATEMENTS, fleet.strings(1, "select timestampdiff(second, start_dttm, end_dttm) from DOM$STEP_ATTEMPTS "
                            + "where procedure_name = 'TASK_ONE'").get(0),
                    dom.tasks().of(run).stream().filter(step -> step.key().procedure().equals("TASK_ONE"))
                            .map(step -> Duration.between(step.start(), step.end()).toSeconds()).findFirst().orElseThrow(),
                    buffer.get(), heap.get() >> 20, Long.parseLong(fleet.strings(1, "select count(*) from DOM$SQL_BUFFER").get(0)));
            assertThat(dom.jdbc().sql("select count(*) from DOM$SQL_LOG s join DOM$TASK_LOG t on t.id = s.task_log_id "
                    + "where t.procedure_name = 'TASK_ONE' and s.status = 'C'").query(Long.class).single()).isEqualTo(STATEMENTS);
        }
    }
}
