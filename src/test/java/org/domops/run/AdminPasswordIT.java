package org.domops.run;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AdminPasswordIT {

    @TempDir
    Path folder;
    private Path data;

    @BeforeEach
    void nameTheFolder() {
        data = folder.resolve("data");
    }

    @Test
    void the_generated_password_is_its_owners_alone_stays_over_a_restart_and_is_made_anew_when_the_file_is_deleted()
            throws Exception {
        Path file = data.resolve("admin-password");
        String first;
        try (DomInstance dom = new DomInstance(data)) {
            first = Files.readString(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data))).isEqualTo("rwx------");
            assertThat(new DomHttp(dom.port(), data).get("/api/runs").status()).isEqualTo(200);
        }
        try (DomInstance dom = new DomInstance(data)) {
            assertThat(Files.readString(file)).isEqualTo(first);
            assertThat(new DomHttp(dom.port(), data).get("/api/runs").status()).isEqualTo(200);
        }
        Files.delete(file);
        try (DomInstance dom = new DomInstance(data)) {
            assertThat(Files.readString(file)).isNotEqualTo(first);
            assertThat(new DomHttp(dom.port(), data).get("/api/runs").status()).isEqualTo(200);
        }
    }

    @Test
    void a_wrong_password_does_not_lock_the_right_one_out() throws Exception {
        try (DomInstance dom = new DomInstance(data)) {
            DomHttp right = new DomHttp(dom.port(), data);
            DomHttp wrong = new DomHttp(dom.port(), "not the password");
            for (int i = 0; i < 12; i++) {
                assertThat(wrong.get("/api/runs").status()).isEqualTo(401);
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> right.get("/api/runs").status() == 200);
        }
    }
}
