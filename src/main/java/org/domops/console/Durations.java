package org.domops.console;

import java.time.Duration;
import java.util.Locale;

/** Durations as people say them. */
public final class Durations {

    private Durations() {
    }

    /** E.g. {@code 40 ms}, {@code 1.2 s}, {@code 3 min 05 s}, {@code 2 h 10 min}, {@code 3 d 04 h}. */
    public static String words(Duration duration) {
        Duration time = duration.isNegative() ? Duration.ZERO : duration;
        long seconds = time.toSeconds();
        if (time.toMillis() < 995) {
            return time.toMillis() + " ms";
        }
        // from 9.95 s on, one decimal would be rounded to 10.0
        if (time.toMillis() < 9_950) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        if (seconds < 86_400) {
            return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
        }
        return String.format(Locale.ROOT, "%d d %02d h", seconds / 86_400, seconds / 3600 % 24);
    }
}
