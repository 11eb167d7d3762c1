package org.domops.repository.fleetfile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.domops.repository.WaveSizes;

/** The keys that control runs and their steps, wherever they stand. */
final class ControlKeys {

    static final List<String> CONTROL = List.of("serial", "parallel", "waves", "stop_threshold");
    static final List<String> RETRY = List.of("retries", "backoff");
    static final List<String> STEP =
            List.of("retries", "backoff", "transient_errors", "resumable", "ddl_lock_timeout", "max_step_time");

    private final MistakeNotes notes;

    ControlKeys(MistakeNotes notes) {
        this.notes = notes;
    }

    /** @param inherited of the operation, where the entry is one of its environments; else {@link ControlEntry#NONE} */
    ControlEntry control(Entry entry, ControlEntry inherited) {
        Boolean serial = entry.optional("serial", Formats.TRUE_FALSE, null);
        ControlEntry control = new ControlEntry(serial,
                entry.optional("parallel", ControlFormats.PARALLEL, null), waves(entry),
                entry.optional("stop_threshold", ControlFormats.THRESHOLD, null));
        boolean own = Boolean.TRUE.equals(serial);
        // what was taken off the file is disabled and keeps what it said: the operation may have become serial since
        if (own || serial == null && Boolean.TRUE.equals(inherited.serial()) && !entry.isDisabled()) {
            for (String key : CONTROL.subList(1, CONTROL.size())) {
                if (entry.has(key)) {
                    notes.add(entry.at(key), "'" + key + "' does not go with 'serial: true'"
                            + (own ? "" : " of the operation") + ": one database after the other, up to the first error",
                            own ? "one of the two" : "'serial: false' beside it, or no '" + key + "'");
                }
            }
        }
        return control;
    }

    RetryEntry retry(Entry entry) {
        return new RetryEntry(entry.optional("retries", ControlFormats.RETRIES, null), duration(entry, "backoff"));
    }

    StepEntry step(Entry entry) {
        Names names = new Names("error code", notes);
        List<Integer> codes = new ArrayList<>();
        for (Located<Integer> code : entry.items("transient_errors", ControlFormats.ERROR_CODE)) {
            if (names.define(String.valueOf(code.value()), code.at())) {
                codes.add(code.value());
            }
        }
        if (codes.stream().map(String::valueOf).collect(Collectors.joining(",")).length() > 1000) {
            notes.add(entry.at("transient_errors"), "'transient_errors' of a task has " + codes.size() + " codes",
                    "at most 1000 characters in all, with commas");
        }
        return new StepEntry(retry(entry), codes, duration(entry, "resumable"), duration(entry, "ddl_lock_timeout"),
                duration(entry, "max_step_time"));
    }

    private static Duration duration(Entry entry, String key) {
        return entry.optional(key, Formats.DURATION, null);
    }

    /** As a text, {@code 1, 10%, rest}, or as a list of the same. */
    private WaveSizes waves(Entry entry) {
        if (!entry.isList("waves")) {
            return entry.optional("waves", ControlFormats.WAVES, null);
        }
        String text = entry.items("waves", ControlFormats.WAVE).stream().map(Located::value)
                .collect(Collectors.joining(","));
        WaveSizes waves = ControlFormats.WAVES.reader().apply(text);
        if (waves == null) {
            notes.add(entry.at("waves"), "'waves' can't be [" + text.replace(",", ", ") + "]",
                    ControlFormats.WAVES.expected());
        }
        return waves;
    }
}
