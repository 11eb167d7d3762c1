package org.domops.repository;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StopThresholdTest {

    /** The formula at its edges: 0, 1, 99, 100 %, and counts. */
    @ParameterizedTest
    @CsvSource({
        "0,    0,   10, false", "0,    1,   10, true",
        "1,    1,   10, false", "1,    2,   10, true",
        "3,    3,  300, false", "3,    4,  300, true",
        "0%,   0,   10, false", "0%,   1, 1000, true",
        "1%,   0,   10, false", "1%,   1,   10, true", "1%,   1,  100, false", "1%,   2,  100, true",
        "1%,   3,  300, false", "1%,   4,  300, true",
        "99%, 98,  100, false", "99%, 99,  100, false", "99%, 100, 100, true", "99%, 9, 10, false", "99%, 10, 10, true",
        "100%, 9,   10, false", "100%, 10,  10, false", "100%, 1,   1, false"})
    void the_stop_threshold_is_exceeded_by_its_formula_at_its_edges(String threshold, int errored, int lanes, boolean exceeded) {
        assertThat(StopThreshold.parse(threshold).exceeded(errored, lanes)).isEqualTo(exceeded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "101%", "%", "3.5", "ten", "1 %", "1000000"})
    void what_is_no_threshold_is_none(String text) {
        assertThat(StopThreshold.parse(text)).isNull();
    }
}
