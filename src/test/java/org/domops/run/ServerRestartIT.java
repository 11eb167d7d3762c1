package org.domops.run;

import org.domops.log.RunLanes;
import org.domops.log.RunLog;
import org.domops.log.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The server is stopped and started again while people's orders stand. */
class ServerRestartIT {

    @TempDir
    Path data;

    @Test
    void a_halted_run_stays_halted_over_a_restart_of_the_server_and_goes_on_when_it_is_resumed() {
        ProbeFleet fleet = new ProbeFleet("HALTED", 1);
        long run;
        try (DomInstance dom = new DomInstance(data)) {
            dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
            dom.run("probe", "TEST");
            Orders orders = new Orders.Rest(dom, data);
            fleet.hold(1, "TASK_ONE");
            run = orders.run("probe").accepted().runId();
            await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).contains("TASK_ONE"));
            orders.act(run, "halt", Map.of()).accepted();
            fleet.mend(1);
            await().atMost(DomInstance.PATIENCE).until(() -> dom.lanes(run).equals(Map.of(Status.H, 1)));
        }
        try (DomInstance dom = new DomInstance(data)) {
            // longer than the lease of the parked token
            await().during(java.time.Duration.ofSeconds(4)).atMost(DomInstance.PATIENCE)
                    .until(() -> dom.status(run) == Status.H && !fleet.calls(1, run).contains("TASK_TWO"));
            assertThat(dom.bean(RunLanes.class).of(run).get(0).status()).isEqualTo(Status.H);
            new Orders.Rest(dom, data).act(run, "resume", Map.of()).accepted();
            await().atMost(DomInstance.PATIENCE).until(() -> !dom.bean(RunLog.class).find(run).orElseThrow().open());
            assertThat(dom.status(run)).isEqualTo(Status.C);
            assertThat(fleet.calls(1, run)).containsOnlyOnce("TASK_ONE").endsWith("FINAL N");
        }
    }
}
