package org.domops.repository.fleetfile;

/**
 * The diagram that an operation names.
 *
 * @param at where the fleet file names it
 * @param fileName as it is written there
 * @param text without a byte order mark
 */
public record DiagramFile(Place at, String fileName, String text) {

    public DiagramFile {
        text = text.replace("\uFEFF", "");
    }

    /** Null where the entry has no {@code diagram}, or one that can't be read, which is noted. */
    static DiagramFile of(Entry operation, FleetUpload upload, MistakeNotes notes) {
        if (!operation.has(ReferencedFiles.DIAGRAM)) {
            return null;
        }
        Place at = operation.at(ReferencedFiles.DIAGRAM);
        String path = operation.required(ReferencedFiles.DIAGRAM, Formats.DIAGRAM);
        if (path == null) {
            return null;
        }
        String text = upload.sources().get(path);
        if (text == null) {
            notes.add(at, "diagram " + path + " can't be read",
                    "a file in UTF-8, of at most 10 MB, relative to the folder of the fleet file");
            return null;
        }
        return new DiagramFile(at, path, text);
    }
}
