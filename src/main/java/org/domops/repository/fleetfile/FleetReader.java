package org.domops.repository.fleetfile;

import java.util.List;

/** Reads the sections in the order in which they depend on each other, whatever their order in the file. */
final class FleetReader {

    private static final List<String> SECTIONS =
            List.of("environments", "databases", "packages", "operations", "objects");

    private final FleetUpload upload;
    private final MistakeNotes notes;

    FleetReader(FleetUpload upload, MistakeNotes notes) {
        this.upload = upload;
        this.notes = notes;
    }

    /** Null where the text is no YAML at all; with mistakes noted, the result is not to be used. */
    FleetFile read() {
        return YamlTree.of(upload.text(), notes)
                .map(root -> read(new Entry("the file", root, notes, SECTIONS)))
                .orElse(null);
    }

    private FleetFile read(Entry file) {
        SourceTexts texts = new SourceTexts(upload, notes);
        EnvironmentSection environments = new EnvironmentSection(notes);
        DatabaseSection databases = new DatabaseSection(environments, upload, notes);
        ObjectSection objects = new ObjectSection(databases.names(), notes);
        PackageSection packages = new PackageSection(texts, notes);
        // each needs the names that the ones before it define
        List<EnvironmentEntry> environmentEntries = environments.read(file);
        List<DatabaseEntry> databaseEntries = databases.read(file);
        List<ObjectEntry> objectEntries = objects.read(file);
        List<PackageEntry> packageEntries = packages.read(file);
        OperationSection operations = new OperationSection(
                new OperationParts(environments.names(), databases.names(), objects, texts, notes),
                packages, new PackageRules(notes), new DialectCoverage(environmentEntries, databaseEntries, notes),
                notes);
        List<OperationEntry> operationEntries = operations.read(file);
        return new FleetFile(environmentEntries, databaseEntries, packageEntries, operationEntries, objectEntries,
                notes.warnings());
    }
}
