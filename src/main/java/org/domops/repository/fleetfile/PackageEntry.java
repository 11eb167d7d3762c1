package org.domops.repository.fleetfile;

import java.util.List;
import java.util.Optional;

/**
 * A package of procedures that operations are made of.
 *
 * @param name in upper case
 * @param sources at most one per dialect
 */
public record PackageEntry(String name, boolean enabled, List<PackageSource> sources) {

    Optional<PackageSource> source(String dialect) {
        return sources.stream().filter(source -> source.file().dialect().equals(dialect)).findFirst();
    }
}
