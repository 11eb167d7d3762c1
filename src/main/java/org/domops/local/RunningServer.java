package org.domops.local;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A DOM server on this machine, as it noted itself under {@code .dom/servers}: by this the command line finds the data
 * folder, and so the admin password, of the server at a port, and a second start can say who has the port.
 *
 * @param data its data folder, absolute
 */
public record RunningServer(int port, long pid, Path data) {

    /** Notes this process as the server at the port; the note goes when the process ends. */
    public static void note(DomHome home, int port, Path data) {
        Path file = file(home, port);
        Properties note = new Properties();
        note.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        note.setProperty("data", data.toAbsolutePath().normalize().toString());
        try {
            Files.createDirectories(file.getParent());
            try (Writer writer = Files.newBufferedWriter(file)) {
                note.store(writer, "the DOM server at port " + port);
            }
        } catch (IOException e) {
            throw new DomException(DomCode.DATA_FOLDER_IN_USE, "can't write " + file + ": " + e, e);
        }
        file.toFile().deleteOnExit();
    }

    /** Removes this process's note, for an end in which nothing else does. */
    public static void forget(DomHome home, int port) {
        try {
            Files.deleteIfExists(file(home, port));
        } catch (IOException e) {
            System.getLogger(RunningServer.class.getName()).log(System.Logger.Level.WARNING,
                    "the note of a server that has ended can't be deleted: " + e);
        }
    }

    /** The server that noted itself for the port and whose process still lives. */
    public static Optional<RunningServer> at(DomHome home, int port) {
        Path file = file(home, port);
        Properties note = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            note.load(reader);
            RunningServer server = new RunningServer(port, Long.parseLong(note.getProperty("pid", "0")),
                    Path.of(note.getProperty("data", "")));
            return ProcessHandle.of(server.pid).filter(ProcessHandle::isAlive).map(p -> server);
        } catch (IOException | NumberFormatException e) {
            // no note, or half of one: as if nobody had noted himself
            return Optional.empty();
        }
    }

    private static Path file(DomHome home, int port) {
        return home.servers().resolve(Integer.toString(port));
    }
}
