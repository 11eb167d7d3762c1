package org.domops.repository;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many errored lanes a run bears. A run with more of them releases no further lane; those that run go on.
 *
 * <p>The formula, with {@code n} lanes in the whole run, of whatever wave and status: a count {@code c} is exceeded when
 * {@code errored > c}; a percentage {@code p} when {@code errored × 100 > p × n}. So 0 and 0 % stop at the first error,
 * 100 % never stops, 1 % of 300 lanes bears 3 errors, and 99 % of fewer than 100 lanes stops only when all are errored.
 * A database that can't be reached is an errored lane like any other.
 *
 * @param value at least 0; at most 100 if it is a percentage
 */
public record StopThreshold(int value, boolean percentage) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(%?)");
    /** The first error stops. */
    public static final StopThreshold NONE_BORNE = new StopThreshold(0, false);

    /** @return null when the text is not of the form {@code 3} or {@code 10%} */
    public static StopThreshold parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return null;
        }
        StopThreshold threshold = new StopThreshold(Integer.parseInt(form.group(1)), !form.group(2).isEmpty());
        return threshold.percentage && threshold.value > 100 ? null : threshold;
    }

    /** @param lanes of the whole run, released or not */
    public boolean exceeded(int errored, int lanes) {
        return percentage ? errored * 100L > (long) value * lanes : errored > value;
    }

    /**
     * What it means for a run.
     *
     * @param lanes of the whole run
     */
    public String words(int lanes) {
        long borne = percentage ? (long) value * lanes / 100 : value;
        String of = percentage ? value + " % of " + lanes + ": " : "";
        if (borne >= lanes) {
            return "never: " + of + "even errors on all databases would be borne";
        }
        return of + (borne == 0 ? "at the first errored database" : "when more than " + borne
                + (borne == 1 ? " database is" : " databases are") + " errored");
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        return value + (percentage ? "%" : "");
    }
}
