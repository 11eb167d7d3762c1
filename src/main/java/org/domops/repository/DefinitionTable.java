package org.domops.repository;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of definitions as {@link ApplyFleet} treats it.
 *
 * @param id the column that identifies a row for good
 * @param key the columns by which the file identifies a row
 * @param values the other columns that the file sets
 * @param leaving what becomes of a row that is no longer in the file
 * @param parking moves a row out of the way before it gets a unique value that another row still has, e.g.
 *     {@code run_order = run_order + 1000000}; null: no value is unique
 */
record DefinitionTable(
        String name, String id, List<String> key, List<DefinitionColumn> values, Leaving leaving, String parking) {

    enum Leaving {
        /** Things that logs and other definitions know by their id. */
        DISABLE,
        /** Assignments, which nothing refers to. */
        DELETE
    }

    String select() {
        return "select " + id + ", " + columns().collect(Collectors.joining(", ")) + " from " + name;
    }

    String insert() {
        return "insert into " + name + " (" + columns().collect(Collectors.joining(", ")) + ") values ("
                + columns().map(column -> "?").collect(Collectors.joining(", ")) + ")";
    }

    String update() {
        return "update " + name + " set "
                + values.stream().map(column -> column.name() + " = ?").collect(Collectors.joining(", "))
                + " where " + id + " = ?";
    }

    String park() {
        return "update " + name + " set " + parking + " where " + id + " = ?";
    }

    String disable() {
        return "update " + name + " set enabled = 'N' where " + id + " = ?";
    }

    String delete() {
        return "delete from " + name + " where " + id + " = ?";
    }

    /** Whether a row is to be updated. */
    boolean differ(List<Object> before, List<Object> after) {
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).incidental() && !Objects.equals(before.get(i), after.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Position among {@link #values()}; -1 if the table has no such column. */
    int position(String column) {
        return values.stream().map(DefinitionColumn::name).map(name -> name.toLowerCase(Locale.ROOT)).toList()
                .indexOf(column);
    }

    private Stream<String> columns() {
        return Stream.concat(key.stream(), values.stream().map(DefinitionColumn::name));
    }
}
