package org.domops.cli;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where an export is written. */
final class ExportFolder {

    private final Path folder;

    ExportFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes all files, or none where one of them would replace another content.
     *
     * @param texts by path, relative to the folder
     * @return the files, in the order of the texts
     * @throws DomException EXPORT_REFUSED
     */
    List<Path> write(Map<String, String> texts, boolean overwrite) {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = inside(text.getKey());
            if (!overwrite && hasOtherContent(file, text.getValue())) {
                throw new DomException(DomCode.EXPORT_REFUSED, file + " exists and has another content, so nothing was "
                        + "written; expected another folder, or --overwrite");
            }
            files.add(file);
        }
        int next = 0;
        for (String text : texts.values()) {
            write(files.get(next++), text);
        }
        return files;
    }

    /** A path comes from the server, which need not be a friend. */
    private Path inside(String path) {
        Path base = folder.toAbsolutePath().normalize();
        Path file = base.resolve(path).normalize();
        if (!file.startsWith(base) || file.equals(base)) {
            throw new DomException(DomCode.EXPORT_REFUSED, "the server answered with the path " + path
                    + ", so nothing was written; expected one inside the folder");
        }
        return folder.resolve(base.relativize(file));
    }

    private static boolean hasOtherContent(Path file, String text) {
        try {
            return Files.exists(file) && !Files.readString(file).equals(text);
        } catch (IOException e) {
            // what is no text, or no file, has another content
            return true;
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new DomException(DomCode.EXPORT_REFUSED, file + " can't be written: " + e
                    + "; expected a folder in which files can be made", e);
        }
    }
}
