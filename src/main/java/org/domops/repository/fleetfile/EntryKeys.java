package org.domops.repository.fleetfile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Judges the keys of one mapping: unknown, double, or not to be written into a file at all. */
final class EntryKeys {

    private static final Pattern PASSWORD = Pattern.compile("(?i).*(passw(or)?d|passphrase|pwd).*|pass");

    private final String what;
    private final List<String> known;
    private final MistakeNotes notes;
    private final Map<String, Place> seen = new HashMap<>();

    EntryKeys(String what, List<String> known, MistakeNotes notes) {
        this.what = what;
        this.known = known;
        this.notes = notes;
    }

    /** The key, if its value is to be read. */
    Optional<String> accept(Node node) {
        Place at = Place.of(notes.fleetFile(), node);
        if (!(node instanceof ScalarNode scalar)) {
            notes.add(at, "a key of " + what + " is not a word", "one of " + String.join(", ", known));
            return Optional.empty();
        }
        String key = scalar.getValue();
        if (PASSWORD.matcher(key).matches() && !known.contains(key)) {
            notes.add(at, what + " has the key '" + key + "', but a password must not be in this file",
                    "a credential reference: credential: env:NAME or credential: file:PATH");
            return Optional.empty();
        }
        if (!known.isEmpty() && !known.contains(key)) {
            notes.add(at, what + " has the unknown key '" + key + "'", Suggestion.expectation(key, known));
            return Optional.empty();
        }
        Place first = seen.putIfAbsent(key, at);
        if (first != null) {
            notes.add(at, "the key '" + key + "' is there twice, first in line " + first.line(), "each key once");
            return Optional.empty();
        }
        return Optional.of(key);
    }
}
