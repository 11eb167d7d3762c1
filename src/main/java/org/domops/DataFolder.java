package org.domops;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.local.PrivateFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a server keeps its repository and its admin password. */
final class DataFolder {

    private DataFolder() {
    }

    /** The folder that the arguments, else the environment, name; made if it does not exist. */
    static Path of(String... args) {
        String name = ServerArgument.value("dom.data", args).orElse(".dom/data");
        Path folder = Path.of(name).toAbsolutePath();
        try {
            PrivateFolder.make(folder);
        } catch (IOException e) {
            throw new DomException(DomCode.INVALID_REQUEST, "The data folder " + folder + " can't be made: " + e
                    + ". Name another with --data or DOM_DATA.", e);
        }
        if (!Files.isWritable(folder)) {
            throw new DomException(DomCode.INVALID_REQUEST, "The data folder " + folder
                    + " can't be written to. Name another with --data or DOM_DATA.");
        }
        return folder;
    }
}
