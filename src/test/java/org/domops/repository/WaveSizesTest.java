package org.domops.repository;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class WaveSizesTest {

    @Test
    void lanes_are_divided_into_waves_by_count_percentage_and_rest() {
        List<Integer> waves = WaveSizes.parse("1, 10%, rest").wavesOf(30);
        assertThat(IntStream.of(1, 2, 3).map(wave -> Collections.frequency(waves, wave)).boxed()).containsExactly(1, 3, 26);
    }

    @Test
    void a_percentage_is_rounded_up_and_what_is_left_over_is_one_more_wave() {
        assertThat(WaveSizes.parse("1%,2").wavesOf(5)).containsExactly(1, 2, 2, 3, 3);
    }

    @Test
    void waves_for_which_no_lane_is_left_are_none() {
        assertThat(WaveSizes.parse("5,50%,rest").wavesOf(3)).containsExactly(1, 1, 1);
        assertThat(WaveSizes.ONE.wavesOf(2)).containsExactly(1, 1);
        assertThat(WaveSizes.parse("rest").wavesOf(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "rest,1", "101%", "0%", "1,,2", "-1", "a"})
    void what_is_no_list_of_sizes_is_none(String text) {
        assertThat(WaveSizes.parse(text)).isNull();
    }
}
