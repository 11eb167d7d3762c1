package org.domops.repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Leaves one row of each name, as a fleet file has it. Several are there where a disabled one was left behind by another
 * that differs from it in case only, or is split otherwise into name prefix and instance.
 */
final class Unambiguous {

    /**
     * A row with what decides between those of one name.
     *
     * @param uses how many rows that the file can hold refer to it
     */
    record Row<T>(long id, String name, boolean enabled, long uses, T entry) {
    }

    private Unambiguous() {
    }

    /** By id, in the rows' order. */
    static <T> Map<Long, T> of(List<Row<T>> rows) {
        Map<String, Row<T>> best = new LinkedHashMap<>();
        Comparator<Row<T>> order = Comparator.comparing((Row<T> row) -> row.enabled())
                .thenComparing(Row::uses).thenComparing(Row::id);
        rows.forEach(row -> best.merge(row.name().toLowerCase(Locale.ROOT), row,
                (one, other) -> order.compare(one, other) < 0 ? other : one));
        List<Row<T>> kept = new ArrayList<>(best.values());
        kept.sort(Comparator.comparing(Row::id));
        Map<Long, T> byId = new LinkedHashMap<>();
        kept.forEach(row -> byId.put(row.id(), row.entry()));
        return byId;
    }
}
