package org.domops.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/** The folder of an embedded fleet while no fleet runs in it. */
public final class FleetFolder {

    private FleetFolder() {
    }

    /**
     * Stops servers that a killed JVM left behind and deletes all data, so that the next start makes everything anew.
     * The unpacked binaries stay.
     *
     * @param progress gets a line for each server that is stopped
     * @throws DomException FLEET_IN_USE if a living JVM's fleet uses the folder
     */
    public static void clear(Path folder, Consumer<String> progress) {
        Path absolute = folder.toAbsolutePath().normalize();
        for (FleetMember member : FleetMember.ALL) {
            Path own = absolute.resolve(member.name());
            try (ServerFolder server = ServerFolder.open(member.name(), own)) {
                LeftOverServer.stop(server, progress);
                clear(own);
            } catch (IOException e) {
                throw cannot(own, e);
            }
        }
        Path secrets = absolute.resolve("secrets");
        try {
            Trees.delete(secrets);
        } catch (IOException e) {
            throw cannot(secrets, e);
        }
    }

    /** All but the lock, which is held; what else a server keeps here is about data that are gone. */
    private static void clear(Path own) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(own)) {
            entries = all.filter(each -> !each.getFileName().toString().equals("lock")).toList();
        }
        for (Path each : entries) {
            Trees.delete(each);
        }
    }

    private static DomException cannot(Path folder, IOException e) {
        return new DomException(DomCode.FLEET_START_FAILED, "the folder " + folder + " can't be cleared: " + e, e);
    }
}
