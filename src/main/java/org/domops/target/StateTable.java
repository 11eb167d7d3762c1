package org.domops.target;

import java.util.Objects;

/**
 * An operation's own table: created where it is missing, never dropped.
 *
 * @param ddl one statement, or several separated by lines that are only {@code /}
 */
public record StateTable(String name, String ddl) {

    public StateTable {
        Objects.requireNonNull(name);
        Objects.requireNonNull(ddl);
    }
}
