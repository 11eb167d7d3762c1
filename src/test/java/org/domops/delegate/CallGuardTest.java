package org.domops.delegate;

import org.domops.error.DomCode;
import org.domops.run.StepOutcome;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;

class CallGuardTest {

    private Instant now = Instant.parse("2026-11-21T03:00:00Z");
    private final Clock clock = new Clock() {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final CallGuard guard = new CallGuard(new LaneSession(null, clock), clock);

    @Test
    void a_call_that_was_cut_short_is_an_error_though_its_target_calls_it_completed() {
        guard.begin(Duration.ofSeconds(8), true);
        guard.calling();
        now = now.plusSeconds(9);
        guard.beat(false);
        StepOutcome outcome = guard.explained(StepOutcome.done("SALESPRD02 connection 17"));
        assertThat(outcome.errorCode()).isEqualTo(DomCode.MAX_STEP_TIME.number());
        assertThat(outcome.errorText()).contains("max_step_time").contains("may have been cut short");
        assertThat(outcome.transientError()).isFalse();
    }

    @Test
    void a_call_that_ended_before_it_was_asked_to_is_what_the_target_says() {
        guard.begin(Duration.ofSeconds(8), true);
        guard.calling();
        now = now.plusSeconds(7);
        guard.beat(false);
        assertThat(guard.explained(StepOutcome.done(null)).completed()).isTrue();
    }

    @Test
    void waiting_for_a_former_session_is_not_counted_as_the_steps_time() {
        guard.begin(Duration.ofSeconds(8), true);
        now = now.plusSeconds(3600);
        guard.beat(false);
        assertThat(guard.reason()).isEmpty();
    }

    @Test
    void final_of_a_cancelled_lane_is_not_cancelled_with_it() {
        guard.begin(null, false);
        guard.calling();
        guard.beat(true);
        assertThat(guard.reason()).isEmpty();
        guard.begin(null, true);
        guard.calling();
        guard.beat(true);
        assertThat(guard.reason()).contains(DomCode.STEP_CANCELLED);
    }
}
