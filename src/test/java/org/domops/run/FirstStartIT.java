package org.domops.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FirstStartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void a_first_start_that_is_ended_while_it_makes_its_tables_does_not_spoil_the_next_one(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        try (StartingProcess server = new StartingProcess(data, null)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> !server.isAlive() || Files.exists(data.resolve("dom.mv.db")));
            server.signal("TERM");
            assertThat(server.end(Duration.ofSeconds(15))).as(server.said()).isEqualTo(143);
        }
        assertThat(data.resolve("first-start")).exists();
        byte[] unfinished = Files.readAllBytes(data.resolve("dom.mv.db"));
        try (DomInstance dom = new DomInstance(data)) {
            assertThat(new DomHttp(dom.port(), data).get("/api/runs").status()).isEqualTo(200);
            assertThat(data.resolve("first-start")).doesNotExist();
            try (Stream<Path> aside = Files.list(data).filter(file -> file.getFileName().toString().startsWith("dom.mv.db.unfinished"))) {
                assertThat(aside.toList()).as("nothing is deleted").singleElement().satisfies(file ->
                        assertThat(Files.readAllBytes(file)).isEqualTo(unfinished));
            }
        }
    }
}
