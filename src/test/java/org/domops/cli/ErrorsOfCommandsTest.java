package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

class ErrorsOfCommandsTest {

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

    @Test
    void an_unknown_run_is_one_line_with_its_code_and_a_hint() {
        server.on("GET /api/runs/99", 404, Recorded.NO_RUN);

        assertThat(shell.dom("status", "99")).isEqualTo(3);

        assertThat(shell.err.toString().lines()).containsExactly("DOM-20202 there is no run 99", "  'dom runs' lists the runs there are");
        assertThat(shell.out.toString()).isEmpty();
    }

    @Test
    void an_error_is_json_where_json_was_asked_for() {
        server.on("GET /api/runs/99", 404, Recorded.NO_RUN);

        assertThat(shell.dom("status", "99", "--json")).isEqualTo(3);

        assertThat(shell.err.toString()).isEqualToIgnoringWhitespace(Recorded.NO_RUN);
    }

    @Test
    void a_wrong_password_is_refused_without_showing_it() {
        shell.variables.put("DOM_PASSWORD", "secret-but-wrong");

        assertThat(shell.dom("runs")).isEqualTo(4);

        assertThat(shell.err.toString())
                .startsWith("DOM-20213 the password of user admin from DOM_PASSWORD was refused").doesNotContain("secret-but-wrong");
    }

    @Test
    void a_wrong_password_is_refused_for_a_request_with_a_body_too() {
        shell.variables.put("DOM_PASSWORD", "secret-but-wrong");

        assertThat(shell.dom("run", "drop-partition", "PROD")).isEqualTo(4);

        assertThat(shell.err.toString()).startsWith("DOM-20213 ");
    }

    @Test
    void a_missing_password_says_where_it_was_looked_for() {
        shell.variables.remove("DOM_PASSWORD");

        assertThat(shell.dom("runs")).isEqualTo(4);

        assertThat(shell.err.toString()).startsWith("DOM-20213 no password was found for user admin: DOM_PASSWORD is not set")
                .contains(home.resolve(".dom/data/admin-password").toString());
    }

    @Test
    void a_worker_that_is_refused_or_finds_no_server_is_told_of_its_own_options() throws IOException {
        shell.variables.put("DOM_PASSWORD", "secret-but-wrong");
        assertThat(shell.dom("worker", "--server", server.url())).isEqualTo(4);
        assertThat(shell.err.toString()).startsWith("DOM-20213 ").contains("--password-file", "--user", "DOM_PASSWORD")
                .doesNotContain("DOM_DATA", "--url", "secret-but-wrong");

        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            shell.variables.put("DOM_URL", "http://localhost:" + closed.getLocalPort());
        }
        assertThat(shell.dom("worker")).isEqualTo(4);
        assertThat(shell.err.toString()).startsWith("DOM-20212 ").contains("--server", "DOM_URL").doesNotContain("--url", "DOM_DATA");
    }

    @Test
    void a_server_that_is_down_is_one_line_with_a_hint() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            shell.variables.put("DOM_URL", "http://localhost:" + closed.getLocalPort());
        }

        assertThat(shell.dom("runs")).isEqualTo(4);

        assertThat(shell.err.toString().lines()).hasSize(2).first().asString().startsWith("DOM-20212 no DOM server answers at http://localhost:");
    }

    @Test
    void something_else_that_answers_is_not_taken_for_a_dom_server() {
        server.onText("GET /api/runs?limit=20", 200, "text/html", "<h1>It works!</h1>");

        assertThat(shell.dom("runs")).isEqualTo(4);

        assertThat(shell.err.toString()).startsWith("DOM-20254 ").contains("is not a DOM server").contains("HTTP status 200, text/html");
    }

    @Test
    void a_redirect_is_not_followed_with_the_password() {
        server.onText("GET /api/runs?limit=20", 302, "text/plain", "");

        assertThat(shell.dom("runs")).isEqualTo(4);

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void an_error_inside_the_server_has_exit_status_4() {
        server.on("GET /api/runs/57", 500, """
                {"title":"an error inside DOM","status":500,"detail":"reference 42","code":-20299,"label":"DOM-20299"}""");

        assertThat(shell.dom("status", "57")).isEqualTo(4);

        assertThat(shell.err.toString()).startsWith("DOM-20299 reference 42");
    }

    @Test
    void a_code_that_this_version_does_not_know_is_shown_as_the_server_names_it() {
        server.on("GET /api/runs/57", 409, """
                {"title":"newer","status":409,"detail":"something new","code":-20777,"label":"DOM-20777"}""");

        assertThat(shell.dom("status", "57")).isEqualTo(3);

        assertThat(shell.err.toString()).startsWith("DOM-20777 something new");
    }

    @Test
    void text_of_a_server_can_not_change_the_terminal() {
        server.on("GET /api/runs/57", 409, """
                {"title":"x","status":409,"detail":"clear\\u001b[2Jed\\nsecond","code":-20200,"label":"DOM-20200"}""");

        shell.dom("status", "57");

        assertThat(shell.err.toString().lines().toList()).first().isEqualTo("DOM-20200 clear [2Jed second");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rum drop-partition PROD      | there is no command 'rum'                    | did you mean run or runs?
            run drop-partition           | Missing required parameter: 'ENVIRONMENT'    | 'dom run --help'
            run drop-partition PROD --wat| Unknown option: '--wat'                      | did you mean --watch?
            status x                     | 'x' is not a long                            | 'dom status --help'
            apply                        | Missing required option: '--file=FILE'       | 'dom apply --help'
            runs --url nowhere           | 'nowhere' is not a server's address          |
            runs --url http://a:b@host   | is not a server's address                    |
            runs --url ftp://host        | expected something like http://localhost:8080|
            """)
    void wrong_usage_is_one_line_and_exit_status_2(String command, String message, String hint) {
        assertThat(shell.dom(command.strip().split(" "))).isEqualTo(2);

        assertThat(shell.err.toString()).startsWith("DOM-20200 ").contains(message, hint == null ? "" : hint).doesNotContain("\tat ");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void no_command_is_wrong_usage() {
        assertThat(shell.dom()).isEqualTo(2);

        assertThat(shell.err.toString()).startsWith("DOM-20200 no command was given");
    }

    @Test
    void help_tells_the_exit_statuses() {
        assertThat(shell.dom("--help")).isZero();

        assertThat(shell.out.toString()).contains("Exit status:", "3   refused", "4   the server can't be reached");
    }
}
