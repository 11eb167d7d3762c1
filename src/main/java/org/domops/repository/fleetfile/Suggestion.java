package org.domops.repository.fleetfile;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
final class Suggestion {

    private Suggestion() {
    }

    /** The known word nearest to the given one, if it is near enough to be a slip. */
    static Optional<String> of(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, lower.length() / 3);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= allowed)
                .filter(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)) <= allowed)
                .min(Comparator.comparingInt(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))));
    }

    /** The known words as an expectation, with the suggestion in front: {@code 'name' (did you mean it?)}. */
    static String expectation(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return "a defined one; none is defined";
        }
        String all = "one of " + String.join(", ", known.stream().sorted().limit(30).toList())
                + (known.size() > 30 ? ", … (" + known.size() + " in all)" : "");
        return of(word, known).map(meant -> "'" + meant + "' (did you mean this?), " + all).orElse(all);
    }

    /** Levenshtein's distance, by rows. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substituted, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
