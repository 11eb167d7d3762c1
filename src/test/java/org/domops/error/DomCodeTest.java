package org.domops.error;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

class DomCodeTest {

    @ParameterizedTest
    @EnumSource
    void each_code_is_in_the_readme_with_its_meaning(DomCode code) throws Exception {
        assertThat(Files.readString(Path.of("README.md"))).contains("| " + code.number() + " | " + code.meaning() + " |");
    }

    @Test
    void no_number_is_used_twice_and_all_are_in_the_range_of_raise_application_error() {
        assertThat(Arrays.stream(DomCode.values()).map(DomCode::number)).doesNotHaveDuplicates()
                .allMatch(number -> number <= -20000 && number >= -20999);
    }
}
