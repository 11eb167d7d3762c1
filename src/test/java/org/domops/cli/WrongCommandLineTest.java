package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** No wrong command line asks a server, leaves a file, or shows a stack trace. */
class WrongCommandLineTest {

    @TempDir
    Path home;

    static Stream<WrongCommandLine> all() {
        return WrongCommandLine.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_wrong_command_line_is_refused_with_its_code_and_exit_status_and_does_nothing(WrongCommandLine wrong) throws IOException {
        try (FakeDomServer server = new FakeDomServer(); Stream<Path> files = Files.list(home)) {
            Shell shell = Shell.against(server, home);

            int status = shell.dom(wrong.line().isEmpty() ? new String[0] : wrong.line().split(" "));

            assertThat(status).as(shell.err.toString()).isEqualTo(wrong.status());
            assertThat(shell.err.toString()).startsWith(wrong.label() + " ").contains(wrong.message())
                    .doesNotContain("\tat ", "Exception", "org.domops", "secret");
            assertThat(shell.err.toString().lines().count()).isLessThanOrEqualTo(2);
            assertThat(shell.out.toString()).isEmpty();
            assertThat(server.requests()).isEmpty();
            assertThat(files).isEmpty();
        }
    }

    @Test
    void there_are_at_least_thirty_wrong_command_lines_and_no_two_are_the_same() {
        assertThat(WrongCommandLine.all().map(WrongCommandLine::line)).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(30);
    }
}
