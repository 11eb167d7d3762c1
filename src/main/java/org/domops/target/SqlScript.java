package org.domops.target;

import java.util.ArrayList;
import java.util.List;

/**
 * A script as SQL*Plus reads it: statements separated by lines that are only {@code /}.
 *
 * @param statements in order; parts that are only comments are left out
 */
public record SqlScript(List<SqlStatement> statements) {

    public SqlScript {
        statements = List.copyOf(statements);
    }

    /** @param text with any line ends; never null */
    public static SqlScript parse(String text) {
        List<SqlStatement> statements = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int firstLine = 1;
        int line = 0;
        for (String content : text.split("\\r?\\n", -1)) {
            line++;
            if (content.strip().equals("/")) {
                SqlStatement.of(firstLine, part.toString()).ifPresent(statements::add);
                part.setLength(0);
                firstLine = line + 1;
            } else {
                part.append(content).append('\n');
            }
        }
        SqlStatement.of(firstLine, part.toString()).ifPresent(statements::add);
        return new SqlScript(statements);
    }

    /** What the script creates, in order. */
    public List<SqlStatement.Created> creates() {
        return statements.stream().flatMap(statement -> statement.creates().stream()).toList();
    }
}
