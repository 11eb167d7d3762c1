package org.domops.repository.fleetfile;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The names defined so far of one kind of thing: notes double definitions and references to undefined ones. */
final class Names {

    private final String kind;
    private final MistakeNotes notes;
    private final Map<String, Place> defined = new LinkedHashMap<>();
    private final Map<String, String> spelled = new LinkedHashMap<>();

    /** @param kind as it reads in a message, e.g. {@code environment} */
    Names(String kind, MistakeNotes notes) {
        this.kind = kind;
        this.notes = notes;
    }

    /** Names that differ in case only count as the same. A null name was noted as a mistake already. */
    boolean define(String name, Place at) {
        if (name == null) {
            return false;
        }
        String first = spelled.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (first != null) {
            notes.add(at, kind + " " + name + " is there twice, first in line " + defined.get(first).line(),
                    "each " + kind + " once");
            return false;
        }
        defined.put(name, at);
        return true;
    }

    boolean isDefined(String name) {
        return defined.containsKey(name);
    }

    /** @return whether the name is defined; false, and no further mistake, for null */
    boolean refer(String name, Place at) {
        if (name == null) {
            return false;
        }
        if (!defined.containsKey(name)) {
            notes.add(at, kind + " " + name + " is not defined", Suggestion.expectation(name, defined.keySet()));
            return false;
        }
        return true;
    }
}
