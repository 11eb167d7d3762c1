package org.domops.console;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {

    private Numbers() {
    }

    /** E.g. {@code 1 row}, {@code 20,000 rows}. */
    public static String rows(long rows) {
        return of(rows) + (rows == 1 ? " row" : " rows");
    }

    /** E.g. {@code 200,000}. */
    public static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
