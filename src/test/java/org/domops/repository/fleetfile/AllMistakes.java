package org.domops.repository.fleetfile;

import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

/** The fleet files of all mistake cases, for tests of other packages. */
public final class AllMistakes {

    private AllMistakes() {
    }

    /** Name and text. */
    public static Stream<Arguments> files() {
        return MistakeCase.all().map(mistake -> Arguments.of(mistake.name(), mistake.yaml()));
    }
}
