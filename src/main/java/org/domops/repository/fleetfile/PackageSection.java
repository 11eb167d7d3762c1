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
        for (Entry entry : file.entries("packages", "a package", List.of("name", "shipped", "sources", "enabled"))) {
            String name = entry.required("name", Formats.CODE_NAME);
            boolean isNew = names.define(name, entry.at("name"));
            List<PackageSource> sources = new ArrayList<>();
            for (SourceFile source : texts.of(entry, "a package", null)) {
                // a file that could not be read has been noted
                sources.add(name == null || source.text().isEmpty()
                        ? new PackageSource(source, null) : PackageSource.of(name, source, notes));
            }
            PackageEntry read = new PackageEntry(name, entry.enabled(), sources);
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
