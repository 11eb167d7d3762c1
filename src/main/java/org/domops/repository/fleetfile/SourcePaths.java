package org.domops.repository.fleetfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Gives each source of an export a file inside the export's folder, under its own path where that is possible. */
final class SourcePaths {

    private static final Pattern SHIPPED = Pattern.compile("db/operations/([a-z][a-z0-9_]{0,127})/[^/]+");
    /** Taken literally by every file system, and never outside of the folder. */
    private static final Pattern SAFE = Pattern.compile("(?!.*(^|/)\\.{1,2}(/|$))[\\w$#+=@.-]+(/[\\w$#+=@.-]+)*");

    private final Map<String, String> texts = new LinkedHashMap<>();
    /** In lower case, as some file systems don't tell cases apart. */
    private final Map<String, String> taken = new LinkedHashMap<>(Map.of("fleet.yaml", ""));

    /** By path. */
    Map<String, String> texts() {
        return Collections.unmodifiableMap(texts);
    }

    /**
     * The keys that name sources in the fleet file: {@code shipped} where they are those that come with DOM, else
     * {@code sources}; none for no sources.
     *
     * @param stem of a shipped file without dialect; null: the name of what is shipped
     * @param otherwise the path, without dialect, of a source whose own path can't be used
     */
    Map<String, Object> keys(List<SourceFile> sources, String stem, String otherwise) {
        if (sources.isEmpty()) {
            return Map.of();
        }
        Matcher shipped = SHIPPED.matcher(sources.get(0).fileName());
        if (shipped.matches() && Set.copyOf(SourceTexts.shippedFiles(shipped.group(1), stem)).equals(Set.copyOf(sources))) {
            return Map.of("shipped", shipped.group(1));
        }
        Map<String, Object> paths = sources.stream().collect(Collectors.toMap(
                SourceFile::dialect, source -> path(source, otherwise), (one, other) -> one, LinkedHashMap::new));
        return Map.of("sources", paths);
    }

    private String path(SourceFile source, String otherwise) {
        String path = source.fileName();
        String free = SAFE.matcher(path).matches() && isFree(path, source.text()) ? path : null;
        for (int i = 1; free == null; i++) {
            String next = otherwise + (i == 1 ? "" : "." + i) + "." + source.dialect() + ".sql";
            free = isFree(next, source.text()) ? next : null;
        }
        taken.put(free.toLowerCase(Locale.ROOT), source.text());
        texts.put(free, source.text());
        return free;
    }

    /** One path can't be a file for one and a folder for another. */
    private boolean isFree(String path, String text) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (taken.containsKey(lower)) {
            return texts.containsKey(path) && texts.get(path).equals(text);
        }
        return taken.keySet().stream()
                .noneMatch(other -> other.startsWith(lower + "/") || lower.startsWith(other + "/"));
    }
}
