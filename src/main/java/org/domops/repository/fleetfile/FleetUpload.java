package org.domops.repository.fleetfile;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.domops.error.DomCode;
import org.domops.error.DomException;

/**
 * A fleet file with everything that it refers to: what a client sends to the server, which may not see the client's
 * files.
 *
 * @param fileName the file's path; where it is absolute, relative {@code file:} credentials are meant from its
 *     folder. Null: unknown
 * @param text the whole file; null: empty
 * @param sources the texts of the files it names under {@code sources}, by the path as it is written there; those
 *     that could not be read are missing, which {@link FleetFile#parse} reports with their place. Null: none
 */
public record FleetUpload(String fileName, String text, Map<String, String> sources) {

    /** Of each file, in bytes. */
    private static final long SIZE_LIMIT = 10_000_000;

    public FleetUpload {
        fileName = fileName == null || fileName.isBlank() ? "fleet.yaml" : fileName;
        text = text == null ? "" : text;
        sources = sources == null ? Map.of() : Map.copyOf(sources);
    }

    /**
     * Reads a fleet file and the files it refers to.
     *
     * @throws DomException INVALID_FLEET_FILE when the fleet file itself can't be read
     */
    public static FleetUpload read(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        String text;
        try {
            text = readText(absolute);
        } catch (IOException e) {
            throw new DomException(DomCode.INVALID_FLEET_FILE, file + " can't be read: " + reason(e)
                    + "; expected a fleet file in UTF-8 of at most " + SIZE_LIMIT / 1_000_000 + " MB", e);
        }
        Map<String, String> sources = new LinkedHashMap<>();
        for (String source : FleetFile.referencedFiles(absolute.toString(), text)) {
            readSource(absolute, source).ifPresent(found -> sources.put(source, found));
        }
        return new FleetUpload(absolute.toString(), text, sources);
    }

    /** Without the texts, which may hold secret parameters. */
    @Override
    public String toString() {
        return "FleetUpload[" + fileName + ", " + text.length() + " characters, " + sources.keySet() + "]";
    }

    /** The file's name without its folder, as people see it in messages. */
    String shortName() {
        return fileName.substring(lastSeparator() + 1);
    }

    /** A path meant from the fleet file's folder; unchanged where it is absolute; null where the folder is unknown. */
    String resolve(String path) {
        if (isAbsolute(path)) {
            return path;
        }
        return isAbsolute(fileName) ? fileName.substring(0, lastSeparator() + 1) + path : null;
    }

    // by hand, as client and server may run on different operating systems
    private static boolean isAbsolute(String path) {
        return path.matches("(?s)([/\\\\]|[A-Za-z]:[/\\\\]).*");
    }

    private int lastSeparator() {
        return Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
    }

    /** Empty if it can't be read: the server reports that with the line that names the file, and all other mistakes. */
    private static Optional<String> readSource(Path fleetFile, String source) {
        try {
            return Optional.of(readText(fleetFile.resolveSibling(source)));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String readText(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(Files.exists(path) ? "it is not a file" : "there is no such file");
        }
        if (Files.size(path) > SIZE_LIMIT) {
            throw new IOException("it has " + Files.size(path) + " bytes");
        }
        return Files.readString(path);
    }

    private static String reason(IOException e) {
        if (e instanceof CharacterCodingException) {
            return "it is not in UTF-8";
        }
        return e instanceof AccessDeniedException ? "the access is denied" : e.getMessage();
    }
}
