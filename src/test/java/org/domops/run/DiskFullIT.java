package org.domops.run;

import org.domops.error.DomCode;
import org.domops.log.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The disk of the data folder is full, with the repository in H2 there. Needs the right to mount a small file system. */
class DiskFullIT {

    @TempDir
    Path folder;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        int exit;
        try {
            exit = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", disk.toString()).start().waitFor();
        } catch (IOException e) {
            exit = -1;
        }
        Assumptions.assumeTrue(exit == 0, "a small file system can be mounted here, which takes root");
    }

    @AfterEach
    void unmount() throws Exception {
        new ProcessBuilder("umount", "--lazy", disk.toString()).start().waitFor();
    }

    @Test
    void a_full_disk_stops_the_lanes_says_so_and_loses_nothing_and_they_go_on_by_themselves_when_there_is_room() throws Exception {
        ProbeFleet fleet = new ProbeFleet("DISK", 1);
        Path data = Files.createDirectory(disk.resolve("data"));
        try (DomInstance dom = new DomInstance(data, (org.domops.repository.TestPostgres) null,
                "--management.health.diskspace.threshold=256KB")) {
            DomHttp http = new DomHttp(dom.port(), data);
            dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
            long first = dom.run("probe", "TEST");
            fleet.hold(1, "TASK_ONE");
            long run = ((Number) dom.start("probe", "TEST").get("runId")).longValue();
            await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).contains("TASK_ONE"));
            assertThat(health(http)).isEqualTo("UP");

            Path ballast = fill();
            fleet.mend(1);
            await().atMost(DomInstance.PATIENCE).until(() -> fleet.strings(1, "select status from DOM$STEP_ATTEMPTS where handle = '"
                    + run + "' and procedure_name = 'TASK_ONE'").contains("C"));
            assertThat(health(http)).isEqualTo("DOWN");
            await().atMost(DomInstance.PATIENCE).untilAsserted(() -> {
                DomHttp.Answer refused = http.post("/api/runs/" + run + "/halt", java.util.Map.of("reason", "no room"));
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.body().get("code").asInt()).isEqualTo(DomCode.REPOSITORY_UNAVAILABLE.number());
                assertThat(refused.body().get("detail").asText()).contains("No space left");
            });
            assertThat(fleet.calls(1, run)).endsWith("TASK_ONE");

            Files.delete(ballast);
            // the question itself may still meet the outage
            await().atMost(DomInstance.PATIENCE).ignoreExceptions().until(() -> dom.status(run) == Status.C);
            assertThat(dom.status(first)).isEqualTo(Status.C);
            assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                    "ITERATOR APP.A", "FINAL N");
            await().atMost(DomInstance.PATIENCE).until(() -> health(http).equals("UP"));
        }
    }

    private static String health(DomHttp http) {
        return http.get("/actuator/health").body().get("status").asText();
    }

    private Path fill() throws IOException {
        Path ballast = disk.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return ballast;
    }
}
