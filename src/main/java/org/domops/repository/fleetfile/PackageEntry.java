package org.domops.repository.fleetfile;

import java.util.List;
import java.util.Optional;

/**
 * A package of procedures that operations are made of.
 *
 * @param name in upper case
 * @param unchecked whether a specification that DOM's parser can't read is taken unread
 * @param sources at most one per dialect
 */
public record PackageEntry(String name, boolean enabled, boolean unchecked, List<PackageSource> sources) {

    Optional<PackageSource> source(String dialect) {
        return sources.stream().filter(source -> source.file().dialect().equals(dialect)).findFirst();
    }
}
