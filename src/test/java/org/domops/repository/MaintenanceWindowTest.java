package org.domops.repository;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class MaintenanceWindowTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** Saturday 2026-11-21, winter time: 22:00 in Berlin is 21:00 UTC. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-21T20:59:59Z, false", "2026-11-21T21:00:00Z, true", "2026-11-22T02:59:59Z, true",
        "2026-11-22T03:00:00Z, false", "2026-11-22T21:30:00Z, false", "2026-11-20T21:30:00Z, false"})
    void a_window_over_midnight_is_open_from_its_day_to_the_next_morning_in_its_time_zone(Instant now, boolean open) {
        assertThat(new MaintenanceWindow(Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.of(4, 0), BERLIN)
                .open(now)).isEqualTo(open);
    }

    @Test
    void a_window_that_ends_when_it_begins_lasts_a_day() {
        MaintenanceWindow sunday = new MaintenanceWindow(Set.of(DayOfWeek.SUNDAY), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, BERLIN);
        assertThat(sunday.open(Instant.parse("2026-11-21T22:59:59Z"))).isFalse();
        assertThat(sunday.open(Instant.parse("2026-11-21T23:00:00Z"))).isTrue();
        assertThat(sunday.open(Instant.parse("2026-11-22T22:59:59Z"))).isTrue();
        assertThat(sunday.open(Instant.parse("2026-11-22T23:00:00Z"))).isFalse();
    }

    @Test
    void the_next_opening_is_now_while_it_is_open_and_else_on_the_next_of_its_days() {
        MaintenanceWindow window = new MaintenanceWindow(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
                LocalTime.of(22, 0), LocalTime.of(4, 0), BERLIN);
        Instant open = Instant.parse("2026-11-21T23:30:00Z");
        assertThat(window.nextOpening(open)).isEqualTo(open);
        assertThat(window.nextOpening(Instant.parse("2026-11-22T10:00:00Z"))).isEqualTo(Instant.parse("2026-11-23T21:00:00Z"));
        assertThat(window.nextOpening(Instant.parse("2026-11-24T10:00:00Z"))).isEqualTo(Instant.parse("2026-11-28T21:00:00Z"));
    }

    @Test
    void an_opening_in_the_hour_that_summer_time_skips_is_after_it() {
        MaintenanceWindow window = new MaintenanceWindow(EnumSet.allOf(DayOfWeek.class), LocalTime.of(2, 30),
                LocalTime.of(5, 0), BERLIN);
        // 2026-03-29, 02:00 becomes 03:00: 02:30 is 03:30 summer time
        assertThat(window.nextOpening(Instant.parse("2026-03-29T00:00:00Z"))).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }
}
