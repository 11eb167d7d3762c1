package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;

class RunActionsTest {

    @TempDir
    Path home;

    private FakeDomServer server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeDomServer();
        shell = Shell.against(server, home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            halt 57                                             | halt       | {}
            halt 57 --database SALESPRD02 --reason storage      | halt       | {"database":"SALESPRD02","reason":"storage"}
            resume 57                                           | resume     | {}
            resume 57 --database SALESPRD02                     | resume     | {"database":"SALESPRD02"}
            cancel 57 --reason obsolete                         | cancel     | {"reason":"obsolete"}
            cancel 57 --database X1 --force --reason gone       | cancel     | {"database":"X1","reason":"gone","force":true}
            skip 57 SALESPRD02 --reason decommissioned          | skip       | {"database":"SALESPRD02","reason":"decommissioned"}
            step done 57 SALESPRD02 REPOPULATE --reason by-hand | steps/done | {"database":"SALESPRD02","task":"REPOPULATE","reason":"by-hand"}
            step retry 57 SALESPRD02 812                        | steps/retry| {"database":"SALESPRD02","task":"812"}
            """)
    void a_run_is_halted_resumed_cancelled_or_mended_by_one_command(String command, String resource, String body) {
        server.on("POST /api/runs/57/" + resource, 200, "{\"runId\":57,\"message\":\"run 57: so be it\"}");

        assertThat(shell.dom(command.split(" "))).isZero();

        assertThat(server.requests()).containsExactly("POST /api/runs/57/" + resource + " " + body);
        assertThat(shell.out.toString()).isEqualTo("run 57: so be it" + System.lineSeparator());
    }

    @Test
    void an_action_answers_in_json_where_json_was_asked_for() {
        server.on("POST /api/runs/57/halt", 200, "{\"runId\":57,\"message\":\"run 57 halted\"}");

        assertThat(shell.dom("halt", "57", "--json")).isZero();

        assertThat(shell.out.toString()).isEqualToIgnoringWhitespace("{\"runId\":57,\"message\":\"run 57 halted\"}");
    }

    @Test
    void an_action_that_is_refused_has_exit_status_3_and_says_why() {
        server.on("POST /api/runs/57/resume", 409, """
                {"title":"x","status":409,"detail":"run 57 is not halted","code":-20777,"label":"DOM-20777","hint":"'dom status 57' shows it"}""");

        assertThat(shell.dom("resume", "57")).isEqualTo(3);

        assertThat(shell.err.toString().lines()).containsExactly("DOM-20777 run 57 is not halted", "  'dom status 57' shows it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cancel 57 --force                     | --force needs a reason
            skip 57 SALESPRD02                    | Missing required option: '--reason=TEXT'
            step done 57 SALESPRD02 REPOPULATE    | Missing required option: '--reason=TEXT'
            step retry 57 SALESPRD02              | Missing required parameter: 'TASK'
            step                                  | expected done or retry
            step undo 57                          | there is no command 'undo'
            """)
    void what_changes_the_record_of_a_run_needs_a_reason(String command, String message) {
        assertThat(shell.dom(command.strip().split(" "))).isEqualTo(2);

        assertThat(shell.err.toString()).startsWith("DOM-20200 ").contains(message);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void from_iterator_is_sent_with_the_start() {
        server.on("POST /api/runs", 200, Recorded.RESTARTED);

        assertThat(shell.dom("run", "drop-partition", "PROD", "--from-iterator")).isZero();

        assertThat(server.requests().get(0)).endsWith("\"mode\":\"R\",\"fromIterator\":true}");
    }

    @Test
    void test_mode_does_not_go_with_from_iterator() {
        assertThat(shell.dom("run", "drop-partition", "PROD", "--test", "--from-iterator")).isEqualTo(3);

        assertThat(shell.err.toString()).startsWith("DOM-20021 ");
        assertThat(server.requests()).isEmpty();
    }
}
