package org.domops.repository;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What an apply of a fleet file changes, or would change.
 *
 * @param changes in words, secrets masked, in the order in which they are made; empty if nothing is different
 * @param warnings what people should know of the file; each begins with its place
 */
public record FleetDifference(List<String> changes, List<String> warnings) {

    public FleetDifference {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }

    /** The same for the same changes: with it a client says which difference it has shown to a person. */
    public String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            changes.forEach(change -> digest.update((change + '\n').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
