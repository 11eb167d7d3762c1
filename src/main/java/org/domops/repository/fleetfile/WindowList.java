package org.domops.repository.fleetfile;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The list {@code windows} of an environment, or of a database in an environment. */
final class WindowList {

    private static final Set<String> ZONES = new HashSet<>(ZoneId.getAvailableZoneIds());

    private final MistakeNotes notes;

    WindowList(MistakeNotes notes) {
        this.notes = notes;
    }

    List<WindowEntry> read(Entry owner) {
        Names names = new Names("window", notes);
        List<WindowEntry> windows = new ArrayList<>();
        for (Entry entry : owner.entries("windows", "a maintenance window",
                List.of("days", "from", "to", "time_zone", "enabled"))) {
            List<String> days = days(entry);
            String from = entry.required("from", ControlFormats.TIME);
            String to = entry.required("to", ControlFormats.TIME);
            String zone = zone(entry);
            WindowEntry window = new WindowEntry(days, from, to, zone, entry.enabled());
            boolean whole = !days.isEmpty() && from != null && to != null && zone != null;
            if (whole && names.define(window.toString(), entry.at())) {
                windows.add(window);
            }
        }
        return windows;
    }

    /** In the order of the week; without the key, all of them. */
    private List<String> days(Entry entry) {
        if (!entry.has("days")) {
            return ControlFormats.DAYS;
        }
        entry.mustHaveSome("days", "the days on which it opens, e.g. [SAT, SUN]; without the key, every day");
        Names named = new Names("day", notes);
        for (Located<String> day : entry.items("days", ControlFormats.DAY)) {
            named.define(day.value(), day.at());
        }
        return ControlFormats.DAYS.stream().filter(named::isDefined).toList();
    }

    private String zone(Entry entry) {
        String zone = entry.required("time_zone", Format.of("a time zone such as Europe/Berlin or UTC", text -> text));
        if (zone == null || ZONES.contains(zone)) {
            return zone;
        }
        notes.add(entry.at("time_zone"), "time zone '" + (zone.length() > 60 ? zone.substring(0, 60) + "…" : zone)
                + "' is not known", Suggestion.of(zone, ZONES).map(meant -> "'" + meant + "' (did you mean this?), or "
                + "another").orElse("a") + " time zone of the IANA database, such as Europe/Berlin or UTC");
        return null;
    }
}
