package org.domops.target;

import java.util.Objects;

/**
 * A package as the repository has it for the target's dialect.
 *
 * @param source specification and body, separated by lines that are only {@code /}
 * @param sha256 of the source, in hexadecimal
 */
public record PackageSource(String name, String source, String sha256) {

    public PackageSource {
        Objects.requireNonNull(name);
        Objects.requireNonNull(source);
        Objects.requireNonNull(sha256);
    }

    /** With the SHA-256 of the source. */
    public static PackageSource of(String name, String source) {
        return new PackageSource(name, source, Sha256.of(source));
    }
}
