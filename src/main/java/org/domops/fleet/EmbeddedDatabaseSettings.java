package org.domops.fleet;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What an embedded database needs to know before it starts.
 *
 * @param name for messages, e.g. {@code SALESPRD01}
 * @param folder the server's own folder: data, log, port, password; made if it is missing
 * @param base folder of the unpacked binaries (350 MB), shared by any number of servers; made if it is missing
 * @param port 0: the port of the last start if it is free, else any free one
 * @param arguments more arguments of the server, e.g. {@code --innodb-file-per-table=OFF}
 */
public record EmbeddedDatabaseSettings(String name, Path folder, Path base, int port, List<String> arguments) {

    public EmbeddedDatabaseSettings {
        Objects.requireNonNull(name);
        folder = folder.toAbsolutePath().normalize();
        base = base.toAbsolutePath().normalize();
        arguments = List.copyOf(arguments);
    }

    /** A server without anything special, on any free port. */
    public static EmbeddedDatabaseSettings of(String name, Path folder, Path base) {
        return new EmbeddedDatabaseSettings(name, folder, base, 0, List.of());
    }
}
