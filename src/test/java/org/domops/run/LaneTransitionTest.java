package org.domops.run;

import org.domops.log.Status;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class LaneTransitionTest {

    @Test
    void the_readme_has_the_same_table_of_transitions() throws Exception {
        List<String> rows = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.matches("\\| [A-Z_]+ \\| [PRCEHKXS, ]+ \\| [A-Z] \\| .*")).toList();
        assertThat(rows).containsExactlyElementsOf(Arrays.stream(LaneTransition.values()).map(each -> "| " + each.name() + " | "
                + each.from().stream().sorted().map(Status::name).collect(Collectors.joining(", ")) + " | " + each.to() + " | "
                + each.when() + " |").toList());
    }

    @Test
    void what_is_over_never_changes_again() {
        assertThat(LaneTransition.values()).noneMatch(each -> each.allowedFrom(Status.C) || each.allowedFrom(Status.X)
                || each.allowedFrom(Status.S) || each.allowedFrom(Status.F));
    }
}
