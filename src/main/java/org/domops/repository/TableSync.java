package org.domops.repository;

import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes a table's rows what they shall be, with as few statements as that takes, and says what it did. */
final class TableSync {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ChangeWords words = new ChangeWords();
    private final List<String> changes = new ArrayList<>();

    private record Stored(long id, List<Object> values) {
    }

    TableSync(JdbcTemplate jdbc) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = jdbc;
    }

    /** In words, in the order in which they were made. */
    List<String> changes() {
        return List.copyOf(changes);
    }

    DefinitionRows apply(WantedRows wanted) {
        Map<List<Object>, Stored> stored = read(wanted.table());
        // what leaves goes first, as it may hold a unique value that something else gets
        stored.forEach((key, row) -> {
            if (!wanted.rows().containsKey(key)) {
                leave(wanted, key, row);
            }
        });
        Map<List<Object>, List<Object>> different = different(wanted, stored);
        if (wanted.table().parking() != null) {
            different.keySet().forEach(key -> write(wanted.table().park(), stored.get(key).id()));
        }
        different.forEach((key, values) -> update(wanted, key, stored.get(key), values));
        insert(wanted, stored.keySet());
        return new DefinitionRows(ids(wanted));
    }

    /** Positions of the rows that shall keep a value and are not stored. */
    List<Integer> notKept(WantedRows wanted) {
        Set<List<Object>> stored = read(wanted.table()).keySet();
        List<Integer> positions = new ArrayList<>();
        int position = 0;
        for (Map.Entry<List<Object>, List<Object>> row : wanted.rows().entrySet()) {
            if (row.getValue().contains(WantedRows.KEPT) && !stored.contains(row.getKey())) {
                positions.add(position);
            }
            position++;
        }
        return positions;
    }

    private static Map<List<Object>, List<Object>> different(WantedRows wanted, Map<List<Object>, Stored> stored) {
        Map<List<Object>, List<Object>> different = new LinkedHashMap<>();
        wanted.rows().forEach((key, values) -> {
            Stored row = stored.get(key);
            List<Object> resolved = row == null ? null : WantedRows.resolved(values, row.values());
            if (row != null && wanted.table().differ(row.values(), resolved)) {
                different.put(key, resolved);
            }
        });
        return different;
    }

    private Map<List<Object>, Long> ids(WantedRows wanted) {
        Map<List<Object>, Long> ids = new HashMap<>();
        // read again rather than asked of the driver: generated keys differ from vendor to vendor
        read(wanted.table()).forEach((key, row) -> ids.put(key, row.id()));
        return ids;
    }

    private void write(String statement, Object... binds) {
        jdbc.sql(statement).params(binds).update();
    }

    private void leave(WantedRows wanted, List<Object> key, Stored row) {
        DefinitionTable table = wanted.table();
        if (table.leaving() == DefinitionTable.Leaving.DELETE) {
            write(table.delete(), row.id());
            changes.add(wanted.subject(key) + ": removed");
        } else if (!"N".equals(row.values().get(table.position("enabled")))) {
            write(table.disable(), row.id());
            changes.add(wanted.subject(key) + ": disabled, as it is no longer in the file");
        }
    }

    private void update(WantedRows wanted, List<Object> key, Stored row, List<Object> values) {
        List<Object> binds = new ArrayList<>(values);
        binds.add(row.id());
        write(wanted.table().update(), binds.toArray());
        changes.add(wanted.subject(key) + ": " + words.between(wanted.table(), row.values(), values));
    }

    /** In one batch: the first apply of a large fleet has tens of thousands of rows. */
    private void insert(WantedRows wanted, Set<List<Object>> stored) {
        List<Object[]> rows = new ArrayList<>();
        wanted.rows().forEach((key, values) -> {
            if (!stored.contains(key)) {
                rows.add(Stream.concat(key.stream(), values.stream()).toArray());
                changes.add(wanted.subject(key) + ": added" + (isDisabled(wanted.table(), values) ? ", disabled" : ""));
            }
        });
        batches.batchUpdate(wanted.table().insert(), rows);
    }

    private static boolean isDisabled(DefinitionTable table, List<Object> values) {
        int enabled = table.position("enabled");
        return enabled >= 0 && "N".equals(values.get(enabled));
    }

    private Map<List<Object>, Stored> read(DefinitionTable table) {
        Map<List<Object>, Stored> rows = new LinkedHashMap<>();
        int keys = table.key().size();
        int columns = keys + table.values().size();
        jdbc.sql(table.select() + " order by " + table.id()).query(row -> {
            List<Object> values = new ArrayList<>();
            for (int column = 2; column <= columns + 1; column++) {
                values.add(value(row, column));
            }
            rows.put(new ArrayList<>(values.subList(0, keys)),
                    new Stored(row.getLong(1), new ArrayList<>(values.subList(keys, columns))));
        });
        return rows;
    }

    private static Object value(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        if (value instanceof Number number) {
            return number.longValue();
        }
        return value instanceof Clob ? row.getString(column) : value;
    }
}
