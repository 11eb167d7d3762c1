package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.domops.client.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ExportCommandTest {

    private static final String ANSWER =
            "{\"fleetFile\":\"environments: []\\n\",\"sources\":{\"packages/fix.sql\":\"create package fix\\n\"}}";

    @TempDir
    Path home;

    private FakeDomServer server;
    private Shell shell;
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new FakeDomServer();
        shell = Shell.against(server, home);
        folder = home.resolve("new/export");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_fleet_file_and_its_sources_are_written_into_the_folder() {
        server.on("GET /api/fleet", 200, ANSWER);

        assertThat(shell.dom("export", "-o", folder.toString())).isZero();
        assertThat(shell.out.toString().lines())
                .containsExactly(folder + "/fleet.yaml", folder + "/packages/fix.sql");
        assertThat(folder.resolve("fleet.yaml")).hasContent("environments: []\n");
        assertThat(folder.resolve("packages/fix.sql")).hasContent("create package fix\n");

        assertThat(shell.dom("export", "-o", folder.toString())).as("the same again").isZero();
    }

    @Test
    void without_a_folder_the_fleet_file_alone_is_printed() {
        server.on("GET /api/fleet", 200, ANSWER);

        assertThat(shell.dom("export")).isZero();

        assertThat(shell.out.toString()).isEqualTo("environments: []\n");
        assertThat(shell.err.toString()).isEqualTo("it names 1 file: with -o FOLDER they are written beside it\n");
    }

    @Test
    void a_file_with_another_content_is_not_replaced_unless_asked_for() throws IOException {
        server.on("GET /api/fleet", 200, ANSWER);
        Files.createDirectories(folder.resolve("packages"));
        Files.writeString(folder.resolve("packages/fix.sql"), "my own");

        assertThat(shell.dom("export", "-o", folder.toString())).isEqualTo(3);
        assertThat(shell.err.toString()).startsWith("DOM-20242 ").contains("fix.sql exists and has another content");
        assertThat(folder.resolve("fleet.yaml")).doesNotExist();
        assertThat(folder.resolve("packages/fix.sql")).hasContent("my own");

        assertThat(shell.dom("export", "-o", folder.toString(), "--overwrite")).isZero();
        assertThat(folder.resolve("packages/fix.sql")).hasContent("create package fix\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.sql", "/tmp/evil.sql", "a/../../evil.sql", "."})
    void a_server_cannot_write_outside_of_the_folder(String path) {
        server.on("GET /api/fleet", 200, ANSWER.replace("packages/fix.sql", path));

        assertThat(shell.dom("export", "-o", folder.toString())).isEqualTo(3);

        assertThat(shell.err.toString()).startsWith("DOM-20242 the server answered with the path " + path);
        assertThat(folder).doesNotExist();
    }

    @Test
    void a_folder_that_cannot_be_made_is_refused() throws IOException {
        server.on("GET /api/fleet", 200, ANSWER);
        Files.writeString(home.resolve("file"), "");

        assertThat(shell.dom("export", "-o", home.resolve("file/folder").toString())).isEqualTo(3);

        assertThat(shell.err.toString()).startsWith("DOM-20242 ").contains("can't be written");
    }

    @Test
    void with_json_the_answer_or_the_written_files_are_printed() {
        server.on("GET /api/fleet", 200, ANSWER);

        assertThat(shell.dom("export", "--json")).isZero();
        assertThat(Json.parse(shell.out.toString())).isEqualTo(Json.parse(ANSWER));

        assertThat(shell.dom("export", "--json", "-o", folder.toString())).isZero();
        assertThat(Json.parse(shell.out.toString()).path("files")).hasSize(2);
    }
}
