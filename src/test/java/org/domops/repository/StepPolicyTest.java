package org.domops.repository;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class StepPolicyTest {

    @Test
    void the_back_off_doubles_for_each_retry_up_to_ten_minutes() {
        StepPolicy policy = new StepPolicy(9, Duration.ofSeconds(10), Set.of(), null, null, null);
        assertThat(IntStream.rangeClosed(1, 9).mapToObj(policy::backoffBefore).map(Duration::toSeconds))
                .containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 600L, 600L, 600L);
    }
}
