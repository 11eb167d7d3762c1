package org.domops.demo;

import org.domops.jvm.DomJvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domops.error.DomException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

class DemoFolderTest {

    @TempDir
    Path root;

    @Test
    void a_second_demo_in_the_same_folder_is_refused() {
        try (DemoFolder first = DemoFolder.take(root)) {
            assertThatThrownBy(() -> DemoFolder.take(root)).isInstanceOf(DomException.class)
                    .hasMessageContaining(first.root() + " is in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void clearing_keeps_the_unpacked_binaries_and_nothing_of_the_last_demo() throws IOException {
        Path program = Files.createDirectories(root.resolve("fleet/base/program"));
        Path repository = Files.createDirectories(root.resolve("data/nested"));
        Files.writeString(repository.resolve("dom.mv.db"), "runs");
        Files.writeString(root.resolve("fleet.yaml"), "environments:");
        Path database = Files.createDirectories(root.resolve("fleet/SALESPRD02/data"));
        Path note = Files.writeString(root.resolve("fleet/SALESPRD02/anything-noted"), "about the data");
        Path secret = Files.createDirectories(root.resolve("fleet/secrets")).resolve("SALESPRD02");
        Files.writeString(secret, "password");

        try (DemoFolder folder = DemoFolder.take(root)) {
            folder.clear(line -> { });
        }

        assertThat(program).exists();
        assertThat(List.of(repository, database, note, secret, root.resolve("fleet.yaml"))).noneMatch(Files::exists);
    }

    @Test
    void the_server_of_a_killed_demo_is_stopped_by_the_next_one() throws Exception {
        Process leftOver = new ProcessBuilder(DomJvm.java(),
                "-cp", System.getProperty("java.class.path"), Sleeper.class.getName()).start();
        List<String> said = new ArrayList<>();
        try (DemoFolder folder = DemoFolder.take(root)) {
            LeftOverDemoServer.remember(folder, leftOver.toHandle());

            LeftOverDemoServer.stop(folder, said::add);

            assertThat(leftOver.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(said).containsExactly(
                    "stopping the DOM server of process " + leftOver.pid() + ", left over from an earlier demo");
        } finally {
            leftOver.destroyForcibly();
        }
    }

    @Test
    void a_process_that_got_the_same_id_later_is_left_alone() throws Exception {
        List<String> said = new ArrayList<>();
        try (DemoFolder folder = DemoFolder.take(root)) {
            Files.writeString(folder.serverProcess(), ProcessHandle.current().pid() + " 2001-01-01T00:00:00Z");

            LeftOverDemoServer.stop(folder, said::add);

            assertThat(said).isEmpty();
            assertThat(ProcessHandle.current().isAlive()).isTrue();
        }
    }

    /** Waits for its standard input to end, as the server of a demo does. */
    static final class Sleeper {

        public static void main(String[] args) throws IOException {
            System.exit(System.in.read());
        }
    }
}
