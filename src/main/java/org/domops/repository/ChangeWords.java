package org.domops.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Says what is different between a row as it was and as it is now. */
final class ChangeWords {

    String between(DefinitionTable table, List<Object> before, List<Object> after) {
        List<String> parts = new ArrayList<>();
        boolean secret = isSecret(table, before) || isSecret(table, after);
        for (int i = 0; i < table.values().size(); i++) {
            DefinitionColumn column = table.values().get(i);
            if (column.word() != null && !Objects.equals(before.get(i), after.get(i))) {
                parts.add(part(column, before.get(i), after.get(i), secret));
            }
        }
        return parts.isEmpty() ? "changed" : String.join(", ", parts);
    }

    private static String part(DefinitionColumn column, Object before, Object after, boolean secret) {
        if (column.name().equals("enabled")) {
            return "Y".equals(after) ? "enabled" : "disabled";
        }
        if (column.kind() == DefinitionColumn.Kind.REFERENCE) {
            return "another " + column.word();
        }
        if (secret && column.word().isEmpty()) {
            return "****** -> ****** (secret)";
        }
        return (column.word() + " " + column.show(before) + " -> " + column.show(after)).strip();
    }

    private static boolean isSecret(DefinitionTable table, List<Object> values) {
        int secret = table.position("secret");
        return secret >= 0 && "Y".equals(values.get(secret));
    }
}
