package org.domops.repository.fleetfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The section {@code objects}, and what a reference to an object means. */
final class ObjectSection {

    private final DatabaseList databases;
    private final MistakeNotes notes;
    private final Names names;
    private final Map<String, List<ObjectName>> byQualifiedName = new LinkedHashMap<>();

    ObjectSection(Names databases, MistakeNotes notes) {
        this.databases = new DatabaseList(databases, notes);
        this.notes = notes;
        this.names = new Names("object", notes);
    }

    List<ObjectEntry> read(Entry file) {
        List<ObjectEntry> entries = new ArrayList<>();
        for (Entry entry : file.entries("objects", "an object",
                List.of("type", "owner", "name", "databases", "enabled"))) {
            String type = entry.required("type", Formats.OBJECT_TYPE);
            String owner = entry.required("owner", Formats.IDENTIFIER);
            String name = entry.required("name", Formats.IDENTIFIER);
            ObjectName object = new ObjectName(type, owner, name);
            boolean isKnown = owner != null && name != null;
            if (isKnown && (type == null || names.define(object.toString(), entry.at("name")))) {
                byQualifiedName.computeIfAbsent(object.qualified(), key -> new ArrayList<>()).add(object);
            }
            entries.add(new ObjectEntry(object, databases.read(entry, "database of the object"), entry.enabled()));
        }
        return entries;
    }

    /** The object that {@code OWNER.NAME} or {@code TYPE OWNER.NAME} names; null, with a mistake noted, if none. */
    ObjectName refer(String reference, Place at) {
        if (reference == null) {
            return null;
        }
        int space = reference.lastIndexOf(' ');
        String qualified = reference.substring(space + 1);
        List<ObjectName> candidates = byQualifiedName.getOrDefault(qualified, List.of());
        if (space > 0) {
            String type = reference.substring(0, space).strip().toUpperCase(Locale.ROOT);
            candidates = candidates.stream().filter(object -> object.type().equals(type)).toList();
        }
        if (candidates.size() > 1) {
            notes.add(at, "object " + reference + " could be each of several", "one of "
                    + candidates.stream().map(ObjectName::toString).collect(Collectors.joining(", ")));
        } else if (candidates.isEmpty()) {
            notes.add(at, "object " + reference + " is not defined",
                    Suggestion.expectation(reference, byQualifiedName.keySet()));
        }
        return candidates.size() == 1 ? candidates.get(0) : null;
    }
}
