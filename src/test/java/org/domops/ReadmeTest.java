package org.domops;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeTest {

    private static final Pattern ROW = Pattern.compile("\\| ([a-zA-Z0-9 ]+) \\| \\[(\\w+)]\\((src/test/java/\\S+\\.java)\\) \\|");

    @Test
    void each_row_of_what_dom_does_is_the_name_of_a_test_that_runs() {
        List<Matcher> rows = section().stream().map(ROW::matcher).filter(Matcher::matches).toList();
        assertThat(rows).hasSizeGreaterThan(100);
        for (Matcher row : rows) {
            String source = read(Path.of(row.group(3)));
            assertThat(source).as(row.group(1)).containsPattern("@(Test|ParameterizedTest)[^{}]*(\\{[^{}]*}[^{}]*)*?\\s+void "
                    + row.group(1).replace(' ', '_') + "\\(");
            assertThat(source).as("a disabled test shows nothing").doesNotContain("@Disabled");
            assertThat(row.group(3)).as("the class that is named").endsWith("/" + row.group(2) + ".java");
        }
        assertThat(section().stream().filter(line -> line.startsWith("| ") && !line.startsWith("| what DOM does")))
                .as("each row has the form of a sentence and a test").hasSameSizeAs(rows);
    }

    private static List<String> section() {
        String readme = read(Path.of("README.md"));
        int begin = readme.indexOf("\n## What DOM does\n");
        return readme.substring(begin, readme.indexOf("\n## ", begin + 4)).lines().toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
