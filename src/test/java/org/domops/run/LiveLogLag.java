package org.domops.run;

import org.domops.log.Status;
import org.domops.measure.Spread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How late a statement's start and its end are in the log while its step runs. No part of the build:
 * {@code mvn test-compile failsafe:integration-test -Dit.test=LiveLogLag}, with {@code -Dlag.databases=8} and
 * {@code -Dlag.statements=60} as it is without them.
 */
class LiveLogLag {

    private static final int DATABASES = Integer.getInteger("lag.databases", 8);
    private static final int STATEMENTS = Integer.getInteger("lag.statements", 60);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final List<Long> starts = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private final Set<Long> started = new HashSet<>();
    private final Set<Long> ended = new HashSet<>();

    @Test
    void a_statements_start_and_end_are_in_the_log_while_its_step_runs(@TempDir Path data) {
        ProbeFleet fleet = new ProbeFleet("LAG", DATABASES);
        try (DomInstance dom = new DomInstance(data)) {
            Map<String, String> sources = new HashMap<>(fleet.sources());
            sources.computeIfPresent("probe_op.mariadb.sql", (name, text) -> text.replace("witness(p_handle, 'TASK_ONE', '');", """
                    FOR i IN 1..%d LOOP
                      DOM.execute_immediate(p_handle, 'DO SLEEP(0.7)', NULL);
                    END LOOP;""".formatted(STATEMENTS)));
            assertThat(sources.get("probe_op.mariadb.sql")).contains("DO SLEEP");
            dom.apply(fleet.fleetFile(1, "A"), sources);
            long run = dom.started("probe", "TEST");
            await().atMost(Duration.ofMinutes(30)).pollInterval(LOOK).until(() -> {
                look(dom);
                return dom.status(run) != Status.R;
            });
            assertThat(dom.status(run)).isEqualTo(Status.C);
        }
        assertThat(starts).hasSize(DATABASES * STATEMENTS);
        assertThat(ends).hasSize(DATABASES * STATEMENTS);
        System.out.printf("LAG %d databases with %d statements of 0.7 s each: starts %s; ends %s%n", DATABASES, STATEMENTS,
                Spread.of(starts), Spread.of(ends));
    }

    private void look(DomInstance dom) {
        Instant now = Instant.now();
        dom.jdbc().sql("select id, start_dttm, end_dttm from DOM$SQL_LOG where sql_text = 'DO SLEEP(0.7)'").query(row -> {
            if (started.add(row.getLong(1))) {
                starts.add(Duration.between(row.getTimestamp(2).toInstant(), now).toMillis());
            }
            if (row.getTimestamp(3) != null && ended.add(row.getLong(1))) {
                ends.add(Duration.between(row.getTimestamp(3).toInstant(), now).toMillis());
            }
        });
    }
}
