package org.domops.repository.fleetfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The section {@code packages}. */
final class PackageSection {

    private final SourceTexts texts;
    private final MistakeNotes notes;
    private final Names names;
    private final Map<String, PackageEntry> packages = new HashMap<>();

    PackageSection(SourceTexts texts, MistakeNotes notes) {
        this.texts = texts;
        this.notes = notes;
        this.names = new Names("package", notes);
    }

    List<PackageEntry> read(Entry file) {
        List<PackageEntry> entries = new ArrayList<>();
        for (Entry entry : file.entries("packages", "a package", List.of("name", "shipped", "sources", "enabled", "unchecked"))) {
            String name = entry.required("name", Formats.CODE_NAME);
            boolean isNew = names.define(name, entry.at("name"));
            List<PackageSource> sources = new ArrayList<>();
            boolean enabled = entry.enabled();
            boolean unchecked = Boolean.TRUE.equals(entry.optional("unchecked", Formats.TRUE_FALSE, false));
            // what left the file is disabled, and its sources are deleted
            boolean gone = !enabled && !entry.has("shipped") && !entry.has("sources");
            for (SourceFile source : gone ? List.<SourceFile>of() : texts.of(entry, "a package", null)) {
                // a file that could not be read has been noted
                sources.add(name == null || source.text().isEmpty()
                        ? new PackageSource(source, null) : PackageSource.of(name, source, unchecked, notes));
            }
            PackageEntry read = new PackageEntry(name, enabled, unchecked, sources);
            entries.add(read);
            if (isNew) {
                packages.put(name, read);
            }
        }
        return entries;
    }

    /** The package of that name; null, with a mistake noted, if none. */
    PackageEntry refer(String name, Place at) {
        return names.refer(name, at) ? packages.get(name) : null;
    }
}
