package org.domops.repository.fleetfile;

import java.util.List;
import java.util.Optional;

/**
 * A package's source as it is in the repository.
 *
 * @param fileName where it came from
 */
public record StoredPackage(String name, String dialect, String fileName, String source) {

    /** Those of its specification; empty: it was stored without being readable. */
    public Optional<List<Procedure>> procedures() {
        MistakeNotes ignored = new MistakeNotes(fileName);
        return Optional.ofNullable(
                PackageSource.of(name, new SourceFile(dialect, fileName, source), true, ignored).procedures());
    }
}
