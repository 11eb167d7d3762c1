package org.domops.repository.fleetfile;

import java.util.List;

/**
 * A fleet file without mistakes: everything that is to be in the repository, and nothing else is.
 *
 * @param warnings what people should know of it; each begins with its place
 */
public record FleetFile(
        List<EnvironmentEntry> environments, List<DatabaseEntry> databases, List<PackageEntry> packages,
        List<OperationEntry> operations, List<ObjectEntry> objects, List<String> warnings) {

    /**
     * Reads a fleet file and checks all of it.
     *
     * @throws FleetMistakes with every mistake that the file and its source files have
     */
    public static FleetFile parse(FleetUpload upload) {
        MistakeNotes notes = new MistakeNotes(upload.shortName());
        FleetFile file = new FleetReader(upload, notes).read();
        notes.throwIfAny();
        return file;
    }

    /**
     * The paths under {@code sources} as they are written, for a client that has to send these files along. A file
     * with mistakes gives what can be found in it; {@link #parse} reports the mistakes.
     */
    public static List<String> referencedFiles(String fileName, String text) {
        return ReferencedFiles.in(fileName, text);
    }
}
