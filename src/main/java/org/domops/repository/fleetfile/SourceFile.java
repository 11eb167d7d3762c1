package org.domops.repository.fleetfile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A source text for one dialect.
 *
 * @param fileName as people know it: the path in the fleet file, or that of something shipped
 * @param text with line feeds alone as line ends and without a byte order mark, so that a check-out on another
 *     operating system is the same source
 */
public record SourceFile(String dialect, String fileName, String text) {

    public SourceFile {
        text = text.replace("\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Of the text in UTF-8, in hexadecimal digits. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
