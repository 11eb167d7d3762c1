package org.domops.repository.fleetfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The section {@code environments}. */
final class EnvironmentSection {

    private final Names names;
    private final WindowList windows;
    private final Map<String, String> codes = new HashMap<>();

    EnvironmentSection(MistakeNotes notes) {
        this.names = new Names("environment", notes);
        this.windows = new WindowList(notes);
    }

    List<EnvironmentEntry> read(Entry file) {
        List<EnvironmentEntry> entries = new ArrayList<>();
        for (Entry entry : file.entries("environments", "an environment",
                List.of("name", "code", "description", "enabled", "windows"))) {
            String name = entry.required("name", Formats.ENVIRONMENT);
            String code = entry.required("code", Formats.CODE);
            if (names.define(name, entry.at("name"))) {
                codes.put(name, code);
            }
            entries.add(new EnvironmentEntry(
                    name, code, entry.optional("description", Formats.DESCRIPTION, null), entry.enabled(),
                    windows.read(entry)));
        }
        return entries;
    }

    Names names() {
        return names;
    }

    /** Null for an environment that is not defined, or has no code. */
    String code(String environment) {
        return codes.get(environment);
    }
}
