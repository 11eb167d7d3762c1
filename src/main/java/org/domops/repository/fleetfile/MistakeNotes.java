package org.domops.repository.fleetfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the mistakes found while a file is read. */
final class MistakeNotes {

    /** More would help nobody, and a hostile file could fill the memory with them. */
    private static final int LIMIT = 200;

    private final String fleetFile;
    private final Set<Mistake> noted = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();

    MistakeNotes(String fleetFile) {
        this.fleetFile = fleetFile;
    }

    String fleetFile() {
        return fleetFile;
    }

    void add(Place at, String message, String expected) {
        if (noted.size() < LIMIT) {
            noted.add(new Mistake(at.file(), at.line(), at.column(), message, expected));
        }
    }

    /** Notes something that people should know and that is no reason to refuse the file. */
    void warn(Place at, String message) {
        warnings.add(at.file() + ":" + at.line() + ":" + at.column() + ": " + message);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    void throwIfAny() {
        if (noted.isEmpty()) {
            return;
        }
        List<Mistake> sorted = new ArrayList<>(noted);
        sorted.sort(Comparator.comparing((Mistake mistake) -> !mistake.file().equals(fleetFile))
                .thenComparing(Mistake::file)
                .thenComparingInt(Mistake::line)
                .thenComparingInt(Mistake::column));
        throw new FleetMistakes(sorted, noted.size() == LIMIT);
    }
}
