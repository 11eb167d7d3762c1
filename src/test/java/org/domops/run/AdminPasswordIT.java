package org.domops.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import static org.assertj.core.api.Assertions.assertThat;

class AdminPasswordIT {

    @TempDir
    Path data;

    @Test
    void the_generated_password_is_its_owners_alone_stays_over_a_restart_and_is_made_anew_when_the_file_is_deleted()
            throws Exception {
        Path file = data.resolve("admin-password");
        String first;
        try (DomInstance dom = new DomInstance(data)) {
            first = Files.readString(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
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
}
