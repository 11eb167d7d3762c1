package org.domops.error;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class HintTest {

    @ParameterizedTest
    @EnumSource
    void each_code_says_what_a_person_may_do(DomCode code) {
        assertThat(Hint.of(code)).hasValueSatisfying(hint -> assertThat(hint).isNotBlank().doesNotEndWith("."));
    }
}
