package org.domops.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
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
                Trees.delete(server.data());
                Trees.delete(server.temporary());
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

    private static DomException cannot(Path folder, IOException e) {
        return new DomException(DomCode.FLEET_START_FAILED, "the folder " + folder + " can't be cleared: " + e, e);
    }
}
