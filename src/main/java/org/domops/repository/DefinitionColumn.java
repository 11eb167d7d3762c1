package org.domops.repository;

/**
 * A column that the file sets.
 *
 * @param word what people call it, empty where the subject says it already; null: its changes are not told
 * @param kind how a value is told
 * @param incidental true: where nothing else of the row is different, it stays as it is
 */
record DefinitionColumn(String name, String word, Kind kind, boolean incidental) {

    enum Kind { PLAIN, FLAG, SECONDS, DIGEST, REFERENCE }

    DefinitionColumn(String name, String word, Kind kind) {
        this(name, word, kind, false);
    }

    static DefinitionColumn of(String name, String word) {
        return new DefinitionColumn(name, word, Kind.PLAIN);
    }

    static DefinitionColumn incidental(String name, String word) {
        return new DefinitionColumn(name, word, Kind.PLAIN, true);
    }

    static DefinitionColumn flag(String name, String word) {
        return new DefinitionColumn(name, word, Kind.FLAG);
    }

    static DefinitionColumn seconds(String name, String word) {
        return new DefinitionColumn(name, word, Kind.SECONDS);
    }

    static DefinitionColumn enabled() {
        return of("enabled", "enabled");
    }

    String show(Object value) {
        if (value == null) {
            return "none";
        }
        return switch (kind) {
            case SECONDS -> {
                long seconds = (Long) value;
                yield String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
            }
            case FLAG -> "Y".equals(value) ? "yes" : "no";
            case DIGEST -> value.toString().substring(0, 12);
            case PLAIN, REFERENCE -> value.toString();
        };
    }
}
