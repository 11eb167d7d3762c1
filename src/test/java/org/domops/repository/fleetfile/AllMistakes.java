package org.domops.repository.fleetfile;

import java.util.LinkedHashMap;
import java.util.Map;

/** The fleet files of all mistake cases, for tests of other packages. */
public final class AllMistakes {

    private AllMistakes() {
    }

    /** Texts by the cases' names. */
    public static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        MistakeCase.all().forEach(mistake -> files.put(mistake.name(), mistake.yaml()));
        return files;
    }
}
