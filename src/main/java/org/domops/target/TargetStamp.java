package org.domops.target;

import java.util.Objects;
import java.util.Set;

/**
 * What the repository and a target left with each other at the last installation, and what they leave at this one: if one
 * of them goes back in time, or there is a second one of it, the two don't fit together any more.
 *
 * @param knownAs the database's name and environment: the one name under which the schema is worked on
 * @param known what the target may have: the last stamp; at an acceptance also one on whose arrival nothing is known.
 *     Empty: the repository has left none yet
 * @param number of the last stamp, by one higher for each; 0: none
 * @param next what the target gets now; it may have it already, as nobody saw the end of an earlier try
 */
public record TargetStamp(String knownAs, Set<String> known, long number, String next) {

    public TargetStamp {
        Objects.requireNonNull(knownAs);
        known = Set.copyOf(known);
        Objects.requireNonNull(next);
    }

    /** Whether the target may have that stamp. */
    public boolean fits(String stamp) {
        return stamp == null ? known.isEmpty() : known.contains(stamp) || next.equals(stamp);
    }

    public long nextNumber() {
        return number + 1;
    }
}
