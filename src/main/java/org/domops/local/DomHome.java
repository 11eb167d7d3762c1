package org.domops.local;

import java.nio.file.Path;

/**
 * Where DOM keeps its own files on this machine when it isn't told otherwise.
 *
 * @param root the project's folder when started by {@code ./dom}, else the current folder; absolute
 */
public record DomHome(Path root) {

    public static DomHome ofThisProcess() {
        return new DomHome(Path.of(System.getProperty("dom.home", "")).toAbsolutePath().normalize());
    }

    /** The server's data folder: its H2 file and the admin password. */
    public Path data() {
        return root.resolve(".dom/data");
    }

    public Path demo() {
        return root.resolve(".dom/demo");
    }

    Path servers() {
        return root.resolve(".dom/servers");
    }
}
