package org.domops.repository;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When steps may begin on a database.
 *
 * @param days on which the window opens, in its time zone; at least one
 * @param to exclusive; not later than {@code from}: on the next day; the same: for 24 hours
 */
public record MaintenanceWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

    public MaintenanceWindow {
        days = Set.copyOf(days);
    }

    /** Whether a step may begin now. A time that summer time skips or doubles is resolved as the zone's rules do. */
    public boolean open(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return openedOn(today, now) || openedOn(today.minusDays(1), now);
    }

    private boolean openedOn(LocalDate day, Instant now) {
        return days.contains(day.getDayOfWeek()) && !now.isBefore(start(day).toInstant()) && now.isBefore(end(day).toInstant());
    }

    /** When it opens next; now, if it is open. */
    public Instant nextOpening(Instant now) {
        if (open(now)) {
            return now;
        }
        LocalDate day = now.atZone(zone).toLocalDate();
        while (!days.contains(day.getDayOfWeek()) || start(day).toInstant().isBefore(now)) {
            day = day.plusDays(1);
        }
        return start(day).toInstant();
    }

    /** E.g. {@code SAT,SUN 22:00-04:00 Europe/Berlin}. */
    @Override
    public String toString() {
        return days.stream().sorted().map(day -> day.name().substring(0, 3)).collect(Collectors.joining(",")) + " " + from
                + "-" + to + " " + zone;
    }

    private ZonedDateTime start(LocalDate day) {
        return day.atTime(from).atZone(zone);
    }

    private ZonedDateTime end(LocalDate day) {
        return (to.isAfter(from) ? day : day.plusDays(1)).atTime(to).atZone(zone);
    }
}
