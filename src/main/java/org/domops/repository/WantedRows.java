package org.domops.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rows that a table shall have, in the order of the file; numbers as Long, no empty strings, flags as Y and N. */
final class WantedRows {

    /** In place of a value: the one that is stored. */
    static final Object KEPT = new Object();

    private final DefinitionTable table;
    private final Function<List<Object>, String> subject;
    private final Map<List<Object>, List<Object>> rows = new LinkedHashMap<>();

    /** @param subject says what a row is, by its key, e.g. {@code environment PROD} */
    WantedRows(DefinitionTable table, Function<List<Object>, String> subject) {
        this.table = table;
        this.subject = subject;
    }

    /** The row's columns, key first, in the table's order; further columns at the end are an error. */
    void add(Object... columns) {
        List<Object> row = Arrays.stream(columns).map(WantedRows::stored).toList();
        int keys = table.key().size();
        if (row.size() != keys + table.values().size()) {
            throw new IllegalArgumentException(table.name() + " does not have " + row.size() + " columns");
        }
        rows.put(new ArrayList<>(row.subList(0, keys)), new ArrayList<>(row.subList(keys, row.size())));
    }

    DefinitionTable table() {
        return table;
    }

    Map<List<Object>, List<Object>> rows() {
        return rows;
    }

    /** The row's values with those that are stored in place of {@link #KEPT}; unchanged where none is stored. */
    static List<Object> resolved(List<Object> values, List<Object> stored) {
        List<Object> resolved = new ArrayList<>(values);
        for (int i = 0; i < resolved.size(); i++) {
            if (resolved.get(i) == KEPT && stored != null) {
                resolved.set(i, stored.get(i));
            }
        }
        return resolved;
    }

    String subject(List<Object> key) {
        return subject.apply(key);
    }

    private static Object stored(Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? "Y" : "N";
        }
        // an empty string is null on Oracle, so it is null everywhere
        return "".equals(value) ? null : value;
    }
}
