package org.domops.target;

import java.util.List;

/**
 * A part of an attempt's statements.
 *
 * @param rows in the order they began
 * @param more there may be further ones: ask again, past these
 */
public record StatementBatch(List<SqlStatementRow> rows, boolean more) {

    public StatementBatch {
        rows = List.copyOf(rows);
    }
}
