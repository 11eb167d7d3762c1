package org.domops.repository.fleetfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the source texts that an entry names: its own files, or something shipped with DOM. */
final class SourceTexts {

    static final List<String> KEYS = List.of("shipped", "sources");

    private final FleetUpload upload;
    private final MistakeNotes notes;

    SourceTexts(FleetUpload upload, MistakeNotes notes) {
        this.upload = upload;
        this.notes = notes;
    }

    FleetUpload upload() {
        return upload;
    }

    /**
     * @param what as it reads in a message
     * @param stem the name of a shipped file without dialect; null: the name of what is shipped
     */
    List<SourceFile> of(Entry entry, String what, String stem) {
        if (entry.has("shipped") == entry.has("sources")) {
            notes.add(entry.at(), what + (entry.has("shipped") ? " has both 'shipped' and 'sources'"
                    : " has neither 'shipped' nor 'sources'"),
                    "'shipped' with the name of something that comes with DOM, or 'sources' with a file per dialect");
            return List.of();
        }
        return entry.has("shipped") ? shipped(entry, stem) : own(entry);
    }

    private List<SourceFile> shipped(Entry entry, String stem) {
        String name = entry.required("shipped", Formats.SHIPPED);
        List<SourceFile> files = new ArrayList<>();
        if (name == null) {
            return files;
        }
        files.addAll(shippedFiles(name, stem));
        if (files.isEmpty()) {
            notes.add(entry.at("shipped"), "DOM comes without " + base(name, stem) + ".<dialect>.sql",
                    "the name of something shipped, e.g. drop_partition");
        }
        return files;
    }

    /** What comes with DOM under that name; may be empty. */
    static List<SourceFile> shippedFiles(String name, String stem) {
        List<SourceFile> files = new ArrayList<>();
        for (String dialect : Dialect.NAMES) {
            String path = base(name, stem) + "." + dialect + ".sql";
            resource(path).ifPresent(text -> files.add(new SourceFile(dialect, path, text)));
        }
        return files;
    }

    private static String base(String name, String stem) {
        return "db/operations/" + name + "/" + (stem == null ? name : stem);
    }

    private List<SourceFile> own(Entry entry) {
        List<SourceFile> files = new ArrayList<>();
        Entry sources = entry.entry("sources", Dialect.NAMES);
        if (sources == null || sources.isEmpty()) {
            notes.add(entry.at("sources"), "'sources' names no file", "a file for each dialect: "
                    + String.join(" or ", Dialect.NAMES));
            return files;
        }
        for (String dialect : sources.keys()) {
            String path = sources.required(dialect, Formats.PATH);
            String text = path == null ? null : upload.sources().get(path);
            if (path != null && text == null) {
                notes.add(sources.at(dialect), "source file " + path + " can't be read",
                        "a file in UTF-8, of at most 10 MB, relative to the folder of the fleet file");
            }
            // kept even so: that the dialect has a source is known, and one mistake is enough
            files.add(new SourceFile(dialect, path == null ? "" : path, text == null ? "" : text));
        }
        return files;
    }

    private static Optional<String> resource(String path) {
        try (InputStream in = SourceTexts.class.getClassLoader().getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + path + " of the class path", e);
        }
    }
}
