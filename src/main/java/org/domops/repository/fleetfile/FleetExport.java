package org.domops.repository.fleetfile;

import java.util.Map;

/**
 * A fleet file as text, with the files that it names.
 *
 * @param fleetFile holds no password and no value of a secret parameter
 * @param sources texts by path, relative to the folder of the fleet file and inside of it; none is {@code fleet.yaml}
 */
public record FleetExport(String fleetFile, Map<String, String> sources) {

    /** @param repository its UUID, told in the file's head */
    public static FleetExport of(String repository, FleetFile file) {
        SourcePaths paths = new SourcePaths();
        String text = new FleetYaml(paths).write(repository, file);
        return new FleetExport(text, paths.texts());
    }

    @Override
    public String toString() {
        return "FleetExport[" + fleetFile.length() + " characters, " + sources.keySet() + "]";
    }
}
