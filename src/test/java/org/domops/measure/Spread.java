package org.domops.measure;

import java.util.List;

/** Measured times in words. */
public final class Spread {

    private Spread() {
    }

    /** @param millis in any order @return a dash where there are none */
    public static String of(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return sorted.isEmpty() ? "-" : "median " + sorted.get(sorted.size() / 2) + " ms, 95 % within "
                + sorted.get(sorted.size() * 95 / 100) + " ms, worst " + sorted.get(sorted.size() - 1) + " ms";
    }
}
