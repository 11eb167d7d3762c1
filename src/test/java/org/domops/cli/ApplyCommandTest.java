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

    private static final String PREVIEW = "PUT /api/fleet?dryRun=true";
    private static final String APPLY = "PUT /api/fleet?difference=ab12";
    private static final String ADDED =
            "{\"dryRun\":true,\"changes\":[\"package FIX: added\"],\"warnings\":[],\"difference\":\"ab12\"}";

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
        server.on(PREVIEW, 422, Recorded.MISTAKES);

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
    void the_difference_is_printed_before_it_is_applied() {
        server.on(PREVIEW, 200, ADDED).on(APPLY, 409, "{\"code\":-20241,\"label\":\"DOM-20241\",\"detail\":"
                + "\"the repository, or the file, was changed\"}");

        assertThat(shell.dom("apply", "-f", file.toString())).isEqualTo(3);

        assertThat(shell.out.toString().lines()).containsExactly("package FIX: added");
        assertThat(shell.err.toString()).startsWith("DOM-20241 the repository, or the file, was changed");
    }

    @Test
    void the_file_goes_out_with_the_sources_it_names() {
        server.on(PREVIEW, 200, ADDED).on(APPLY, 200, ADDED);

        assertThat(shell.dom("apply", "-f", file.toString())).isZero();

        assertThat(shell.out.toString().lines()).containsExactly("package FIX: added", "1 change applied");
        assertThat(server.requests()).hasSize(2).allSatisfy(request -> {
            var sent = Json.parse(request.substring(request.indexOf('{')));
            assertThat(sent.path("text").asText()).startsWith("packages:");
            assertThat(sent.path("sources").path("fix.sql").asText()).isEqualTo("create package fix");
        });
    }

    @Test
    void a_dry_run_prints_the_difference_and_asks_for_nothing_else() {
        server.on(PREVIEW, 200, ADDED);

        assertThat(shell.dom("apply", "-f", file.toString(), "--dry-run")).isZero();

        assertThat(shell.out.toString().lines())
                .containsExactly("package FIX: added", "1 change, not applied: this is a dry run");
        assertThat(server.requests()).singleElement().asString().startsWith(PREVIEW);
    }

    @Test
    void warnings_go_to_standard_error() {
        server.on(PREVIEW, 200, "{\"changes\":[],\"warnings\":[\"fix.sql:1:9: can't be read\"],\"difference\":\"00\"}");

        assertThat(shell.dom("apply", "-f", file.toString())).isZero();

        assertThat(shell.err.toString()).isEqualTo("warning fix.sql:1:9: can't be read\n");
    }

    @Test
    void a_second_time_changes_nothing_and_says_so() {
        server.on(PREVIEW, 200, "{\"changes\":[],\"warnings\":[],\"difference\":\"00\"}");

        assertThat(shell.dom("apply", "-f", file.toString())).isZero();

        assertThat(shell.out.toString()).isEqualTo("nothing to change: the repository is as the file says\n");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void with_json_one_answer_is_printed() {
        server.on(PREVIEW, 200, ADDED).on(APPLY, 200, ADDED.replace("true", "false"));

        assertThat(shell.dom("apply", "-f", file.toString(), "--json")).isZero();

        assertThat(Json.parse(shell.out.toString()).path("dryRun").asBoolean(true)).isFalse();
    }
}
