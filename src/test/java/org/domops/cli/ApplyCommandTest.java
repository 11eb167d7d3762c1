package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.domops.client.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ApplyCommandTest {

    @TempDir
    Path home;

    private FakeDomServer server;
    private Shell shell;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        server = new FakeDomServer();
        shell = Shell.against(server, home);
        file = Files.writeString(home.resolve("fleet.yaml"), """
                packages:
                  - name: FIX
                    sources:
                      mariadb: fix.sql
                """);
        Files.writeString(home.resolve("fix.sql"), "create package fix");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void mistakes_are_listed_with_file_line_and_what_was_expected() {
        server.on("PUT /api/fleet", 422, Recorded.MISTAKES);

        assertThat(shell.dom("apply", "-f", file.toString())).isEqualTo(3);

        assertThat(shell.err.toString().lines()).containsExactly(
                "DOM-20201 the fleet file has 2 mistakes",
                "  fleet.yaml:3:5: unknown key 'nam'; expected: did you mean 'name'?",
                "  fleet.yaml:9:7: environment TEST is not defined; expected: one of PROD",
                "  nothing was applied");
    }

    @Test
    void a_missing_file_is_refused_without_asking_the_server() {
        assertThat(shell.dom("apply", "-f", home.resolve("none.yaml").toString())).isEqualTo(3);

        assertThat(shell.err.toString()).startsWith("DOM-20201 ").contains("none.yaml can't be read");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void the_file_goes_out_with_the_sources_it_names() {
        server.on("PUT /api/fleet", 200, "{\"changes\":[\"package FIX: added\"]}");

        assertThat(shell.dom("apply", "-f", file.toString())).isZero();

        assertThat(shell.out.toString().lines()).containsExactly("package FIX: added", "1 change applied");
        var sent = Json.parse(server.requests().get(0).substring("PUT /api/fleet ".length()));
        assertThat(sent.path("text").asText()).startsWith("packages:");
        assertThat(sent.path("sources").path("fix.sql").asText()).isEqualTo("create package fix");
    }

    @Test
    void a_second_time_changes_nothing_and_says_so() {
        server.on("PUT /api/fleet", 200, "{\"changes\":[]}");

        assertThat(shell.dom("apply", "-f", file.toString())).isZero();

        assertThat(shell.out.toString()).isEqualTo("nothing to change: the repository is as the file says\n");
    }
}
