package org.domops.run;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.domops.error.DomCode;
import org.domops.log.Status;
import org.domops.repository.RepositoryOutage;
import org.domops.repository.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/** The disk of the data folder is full, with the repository in H2 there. Needs the right to mount a small file system. */
class DiskFullIT {

    private static final int LARGE = 2 << 20;

    @TempDir
    Path folder;
    private Path disk;

    /** H2's own threads end with an error when it closes its store: that is what is tested. */
    private static ConditionFactory await() {
        return Awaitility.await().dontCatchUncaughtExceptions().atMost(DomInstance.PATIENCE);
    }

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
    void a_full_disk_is_said_and_loses_nothing_and_lanes_go_on_by_themselves_when_there_is_room() throws Exception {
        ProbeFleet fleet = new ProbeFleet("DISK", 1);
        Path data = Files.createDirectory(disk.resolve("data"));
        try (DomInstance dom = new DomInstance(data, (TestPostgres) null, "--management.health.diskspace.threshold=256KB");
             SaidInLog said = new SaidInLog()) {
            DomHttp http = new DomHttp(dom.port(), data);
            dom.apply(fleet.fleetFile(1, "A"), fleet.sources());
            long first = dom.run("probe", "TEST");
            fleet.hold(1, "TASK_ONE");
            long run = dom.started("probe", "TEST");
            await().until(() -> fleet.calls(1, run).contains("TASK_ONE"));
            assertThat(health(http)).isEqualTo("UP");

            dom.jdbc().sql("create table BALLAST (bytes blob)").update();
            Map<String, String> larger = new HashMap<>(fleet.sources());
            larger.replaceAll((name, text) -> text + "\n-- " + Base64.getEncoder().encodeToString(incompressible()) + "\n");
            await().untilAsserted(() -> {
                fill();
                DomHttp.Answer refused = http.put("/api/fleet", Map.of("fileName", "fleet.yaml", "text", fleet.fleetFile(1, "A"), "sources", larger));
                assertThat(refused.status()).as(refused.body().toString()).isEqualTo(503);
                assertThat(refused.body().get("code").asInt()).isEqualTo(DomCode.REPOSITORY_UNAVAILABLE.number());
            });
            await().untilAsserted(() -> {
                fill();
                assertThat(health(http)).isEqualTo("DOWN");
            });
            fleet.mend(1);
            // the step ends, and its end is recorded if it can be, while the database closes itself again and again
            for (int closed = 0; closed < 5; closed++) {
                await().until(() -> {
                    fill();
                    return !written(dom);
                });
            }
            await().until(() -> fleet.strings(1, "select status from DOM$STEP_ATTEMPTS where handle = '"
                    + run + "' and procedure_name = 'TASK_ONE'").contains("C"));

            Files.delete(ballast());
            // a question may still meet a connection to the database that has closed itself
            await().ignoreExceptions().until(() -> dom.status(run) == Status.C);
            await().ignoreExceptions().until(() -> dom.status(first) == Status.C);
            assertThat(fleet.calls(1, run)).containsExactly("ITERATOR APP.A", "INITIAL", "TASK_ONE", "TASK_TWO",
                    "ITERATOR APP.A", "FINAL N");
            await().until(() -> health(http).equals("UP"));
            assertThat(said.stackTraces()).isEmpty();
            assertThat(said.outages()).first(STRING).contains("No space left");
            await().untilAsserted(() -> assertThat(said.outages()).last(STRING).startsWith("The repository is back after"));
        }
    }

    /** More than there is in free room of H2's own file, in which it goes on. */
    private static boolean written(DomInstance dom) {
        try {
            dom.jdbc().sql("insert into BALLAST values (?)").param(incompressible()).update();
            return true;
        } catch (RuntimeException full) {
            assertThat(RepositoryOutage.in(full)).as(full.toString()).isTrue();
            return false;
        }
    }

    private static byte[] incompressible() {
        byte[] bytes = new byte[LARGE];
        new Random().nextBytes(bytes);
        return bytes;
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
