package org.domops.run;

import org.domops.error.DomCode;
import org.domops.log.Status;
import org.domops.repository.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
        try (DomInstance dom = new DomInstance(data, (TestPostgres) null, "--management.health.diskspace.threshold=256KB")) {
            DomHttp http = new DomHttp(dom.port(), data);
            dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
            long first = dom.run("probe", "TEST");
            fleet.hold(1, "TASK_ONE");
            long run = ((Number) dom.start("probe", "TEST").get("runId")).longValue();
            await().atMost(DomInstance.PATIENCE).until(() -> fleet.calls(1, run).contains("TASK_ONE"));
            assertThat(health(http)).isEqualTo("UP");

            dom.jdbc().sql("create table BALLAST (bytes blob)").update();
            AtomicInteger changes = new AtomicInteger();
            await().atMost(DomInstance.PATIENCE).untilAsserted(() -> {
                fill();
                fillInside(dom);
                String changed = fleet.fleetFile(1, "A").replace("    package: PROBE_OP\n", "    package: PROBE_OP\n    description: "
                        + ("change " + changes.incrementAndGet() + " ").repeat(40) + "\n");
                DomHttp.Answer refused = http.put("/api/fleet", Map.of("fileName", "fleet.yaml", "text", changed, "sources", fleet.sources()));
                assertThat(refused.status()).as(refused.body().toString()).isEqualTo(503);
                assertThat(refused.body().get("code").asInt()).isEqualTo(DomCode.REPOSITORY_UNAVAILABLE.number());
                assertThat(health(http)).isEqualTo("DOWN");
            });
            fleet.mend(1);
            await().atMost(DomInstance.PATIENCE).until(() -> fleet.strings(1, "select status from DOM$STEP_ATTEMPTS where handle = '"
                    + run + "' and procedure_name = 'TASK_ONE'").contains("C"));

            Files.delete(ballast());
            // a question may still meet a connection to the database that has closed itself
            await().atMost(DomInstance.PATIENCE).ignoreExceptions().until(() -> dom.status(run) == Status.C);
            await().atMost(DomInstance.PATIENCE).ignoreExceptions().until(() -> dom.status(first) == Status.C);
            assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                    "ITERATOR APP.A", "FINAL N");
            await().atMost(DomInstance.PATIENCE).until(() -> health(http).equals("UP"));
        }
    }

    /** H2 goes on in free room of its own file, until that is used up, too. */
    private static void fillInside(DomInstance dom) {
        for (int size = 1 << 20; size >= 1 << 10; size >>= 2) {
            byte[] row = new byte[size];
            boolean room = true;
            while (room) {
                // not to be compressed
                new Random().nextBytes(row);
                room = written(dom, row);
            }
        }
    }

    private static boolean written(DomInstance dom, byte[] row) {
        try {
            dom.jdbc().sql("insert into BALLAST values (?)").param(row).update();
            return true;
        } catch (DataAccessException full) {
            return false;
        }
    }

    private static String health(DomHttp http) {
        return http.get("/actuator/health").body().get("status").asText();
    }

    private Path ballast() {
        return disk.resolve("ballast");
    }

    /** What there is now: H2 may have given some room back. */
    private void fill() {
        byte[] page = new byte[4096];
        assertThatThrownBy(() -> {
            try (OutputStream out = Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(page);
                }
            }
        }).hasMessageContaining("No space left");
    }
}
