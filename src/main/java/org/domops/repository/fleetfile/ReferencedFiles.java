package org.domops.repository.fleetfile;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the source files that a fleet file names, without judging the file. */
final class ReferencedFiles {

    /** The key of an operation that names its diagram's file. */
    static final String DIAGRAM = "diagram";

    private ReferencedFiles() {
    }

    static List<String> in(String fileName, String text) {
        MistakeNotes ignored = new MistakeNotes(fileName);
        return YamlTree.of(text, ignored).map(root -> new Entry("the file", root, ignored, List.of()))
                .map(file -> Stream.concat(
                                Stream.concat(entries(file, "packages"), entries(file, "operations")
                                        .flatMap(operation -> entries(operation, "state_tables")))
                                        .flatMap(ReferencedFiles::paths),
                                entries(file, "operations").map(operation ->
                                        operation.optional(DIAGRAM, Formats.PATH, null)).filter(Objects::nonNull))
                        .distinct().toList())
                .orElse(List.of());
    }

    private static Stream<Entry> entries(Entry entry, String key) {
        return entry.entries(key, key, List.of()).stream();
    }

    private static Stream<String> paths(Entry entry) {
        Entry sources = entry.entry("sources", List.of());
        return sources == null ? Stream.empty()
                : sources.keys().stream().map(dialect -> sources.optional(dialect, Formats.PATH, null))
                        .filter(path -> path != null);
    }
}
