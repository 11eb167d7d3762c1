package org.domops.torture.schedule;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTest {

    private static final Shape SHAPE = new Shape(2, 2, 3, 2, 3000);

    @Test
    void a_schedule_is_a_function_of_its_seed() {
        assertThat(Schedule.of(4711, SHAPE)).isEqualTo(Schedule.of(4711, SHAPE)).isNotEqualTo(Schedule.of(4712, SHAPE));
    }

    @Test
    void every_kind_of_fault_comes_within_a_hundred_schedules() {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        LongStream.range(0, 100).forEach(seed -> Schedule.of(seed, SHAPE).faults().forEach(fault -> kinds.add(fault.kind())));
        assertThat(kinds).containsExactlyInAnyOrder(FaultKind.values());
    }

    @Test
    void a_schedule_with_a_slow_step_aims_a_fault_at_it() {
        LongStream.range(0, 100).mapToObj(seed -> Schedule.of(seed, SHAPE)).forEach(schedule -> {
            boolean slow = schedule.orders().stream().anyMatch(StepOrder::slow);
            assertThat(schedule.aimed() != null).as(schedule.toString()).isEqualTo(slow);
        });
    }

    @Test
    void a_pause_is_longer_than_the_lease() {
        LongStream.range(0, 300).boxed().flatMap(seed -> Schedule.of(seed, SHAPE).faults().stream())
                .filter(fault -> fault.kind() == FaultKind.PAUSE_SERVER || fault.kind() == FaultKind.PAUSE_WORKER)
                .forEach(pause -> assertThat(pause.lasts()).isGreaterThan(SHAPE.lease()));
    }
}
