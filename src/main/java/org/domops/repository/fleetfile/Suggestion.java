package org.domops.repository.fleetfile;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class Suggestion {

    private Suggestion() {
    }

    /** The known word nearest to the given one, if it is near enough to be a slip. */
    static Optional<String> of(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (word.length() > 150) {
            return Optional.empty();
        }
        int allowed = Math.max(1, lower.length() / 3);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= allowed)
                .filter(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)) <= allowed)
                .min(Comparator.comparingInt(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))));
    }

    /** The known words as an expectation, with the suggestion in front: {@code 'name' (did you mean it?)}. */
    public static String expectation(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return "a defined one; none is defined";
        }
        String all = "one of " + String.join(", ", known.stream().sorted().limit(30).toList())
                + (known.size() > 30 ? ", … (" + known.size() + " in all)" : "");
        return of(word, known).map(meant -> "'" + meant + "' (did you mean this?), " + all).orElse(all);
    }

    /** Levenshtein's distance, with two letters in the wrong order as one step. */
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                steps[i][j] = Math.min(steps[i - 1][j - 1] + (same ? 0 : 1),
                        Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[a.length()][b.length()];
    }
}
