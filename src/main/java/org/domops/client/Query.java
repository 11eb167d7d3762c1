package org.domops.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The part of an address after the question mark. */
public final class Query {

    private Query() {
    }

    /** @param namesAndValues in pairs; a pair with an empty or null value is left out. @return with {@code ?} before it; empty if nothing is left */
    public static String of(String... namesAndValues) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = namesAndValues[i + 1];
            if (value != null && !value.isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&').append(namesAndValues[i]).append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%2C", ","));
            }
        }
        return query.toString();
    }
}
