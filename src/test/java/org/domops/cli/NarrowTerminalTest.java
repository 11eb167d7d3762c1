package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

class NarrowTerminalTest {

    @TempDir
    Path home;

    private FakeDomServer server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeDomServer();
        shell = Shell.against(server, home);
        server.on("GET /api/runs?limit=20", 200, Recorded.RUNS).on("GET /api/runs/57", 200, Recorded.ERRORED)
                .on("GET /api/runs/57/tasks", 200, Recorded.TASKS).on("GET /api/runs/57/attempts", 200, Recorded.ATTEMPTS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"runs,60", "runs,80", "runs,120", "status 57,60", "status 57,80", "logs 57,60", "logs 57,80", "logs 57 --task 812,60"})
    void nothing_is_wider_than_the_terminal_and_nothing_is_left_out(String command, int columns) {
        assertThat(shell.onTerminal(columns).dom(command.split(" "))).isZero();

        assertThat(lines()).allMatch(line -> line.length() <= columns || line.contains("dom run drop-partition"));
        assertThat(String.join(" ", lines().toList()).replaceAll("\\s+", " ")).contains("E errored")
                .contains(command.equals("runs") ? "1 of 2 lanes ended with an error" : "1114 The table 'CDR_DATA' is full");
    }

    @ParameterizedTest
    @CsvSource({"60", "80"})
    void an_error_is_broken_between_words(int columns) {
        server.on("POST /api/runs", 409, Recorded.ALREADY_RUNNING);

        assertThat(shell.onTerminal(columns).dom("run", "drop-partition", "PROD")).isEqualTo(3);

        assertThat(shell.err.toString().replaceAll("\033\\[\\d+m", "").lines()).allMatch(line -> line.length() <= columns)
                .first().asString().startsWith("DOM-20001 run 57 of drop-partition on PROD, started by");
    }

    private Stream<String> lines() {
        return shell.out.toString().replaceAll("\033\\[\\d+m", "").lines();
    }
}
