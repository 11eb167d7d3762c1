package org.domops.torture;

import org.domops.measure.Spread;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** How long lanes stood still, in milliseconds. All methods may be called by any thread. */
final class Failovers {

    private final List<Long> times = new CopyOnWriteArrayList<>();
    private final List<Long> alone = new CopyOnWriteArrayList<>();

    /** @param othersThere whether there was somebody all the time who could go on */
    void add(long millis, boolean othersThere) {
        (othersThere ? times : alone).add(millis);
    }

    /** In ascending order; without those that waited for a new start. */
    List<Long> times() {
        return times.stream().sorted().toList();
    }

    @Override
    public String toString() {
        return lanes(times) + (alone.isEmpty() ? "" : "; where nobody was left, until one had started: " + lanes(alone));
    }

    private static String lanes(List<Long> times) {
        return times.isEmpty() ? "none was measured" : times.size() + " lanes, " + Spread.of(times);
    }
}
