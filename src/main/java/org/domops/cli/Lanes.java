package org.domops.cli;

import org.domops.console.Status;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Lanes of a run counted by status, in words. */
final class Lanes {

    private Lanes() {
    }

    /** E.g. {@code 2 completed, 1 errored}; {@code none} if there are none. */
    static String count(Map<String, Integer> lanes) {
        String words = Arrays.stream(Status.values())
                .filter(status -> lanes.getOrDefault(status.name(), 0) > 0)
                .map(status -> lanes.get(status.name()) + " " + status.word())
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "none" : words;
    }
}
