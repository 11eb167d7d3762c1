package org.domops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The completion script in a real bash. */
class CompletionTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dom ca                 | cancel
            dom s                  | server, status, skip, step
            dom step               | done, retry
            dom run --             | --watch, --test, --from-iterator, --instance, --json
            dom logs --            | --sql, --follow, --errors, --database
            dom step done --       | --reason
            """)
    void bash_completes_commands_and_options(String line, String expected) throws Exception {
        List<String> words = complete(line.strip().endsWith("step") ? line.strip() + " " : line.strip());

        assertThat(words).contains(expected.strip().split(", "));
    }

    @Test
    void both_shells_get_the_same_script_and_another_one_is_refused() {
        Shell shell = new Shell(home);
        assertThat(shell.dom("completion", "bash")).isZero();
        String bash = shell.out.toString();
        assertThat(shell.dom("completion", "zsh")).isZero();
        assertThat(shell.out.toString()).isEqualTo(bash).contains("compinit", "bashcompinit");

        assertThat(shell.dom("completion", "tcsh")).isEqualTo(2);
        assertThat(shell.err.toString()).startsWith("DOM-20200 there is no completion for 'tcsh'; expected bash or zsh");
    }

    private List<String> complete(String line) throws IOException, InterruptedException {
        assumeTrue(new File("/bin/bash").canExecute() || new File("/usr/bin/bash").canExecute(), "no bash on this machine");
        Shell shell = new Shell(home);
        assertThat(shell.dom("completion", "bash")).isZero();
        Path script = Files.writeString(home.resolve("dom.bash"), shell.out.toString());
        String ask = """
                source %s || exit 1
                # outside a real completion the builtin only complains
                compopt() { :; }
                line='%s'
                COMP_LINE=$line COMP_POINT=${#line} COMP_WORDS=($line)
                case $line in *' ') COMP_WORDS+=('') ;; esac
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                handler=$(complete -p dom | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
                $handler dom
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(script, line);
        Script.Result result = Script.run(home, Map.of("PATH", System.getenv("PATH")), "bash", "-c", ask);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        return result.out().stream().map(String::strip).toList();
    }
}
