package org.domops.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Consumer;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/**
 * A database of the fleet with its server.
 *
 * @param fleetFolder the folder of the whole fleet, absolute
 */
record RunningMember(FleetMember member, EmbeddedDatabase database, Path fleetFolder) {

    /** The room that a fresh table needs in a limited tablespace. */
    private static final long TABLE_BYTES = 90L << 20;

    FleetDatabase describe() {
        return new FleetDatabase(member.name(), database.host(), database.port(), FleetSchemas.CLIENT,
                FleetSchemas.CLIENT, passwordFile(), member.owner());
    }

    private Path passwordFile() {
        return fleetFolder.resolve("secrets").resolve(member.name());
    }

    /** Is there once the data is complete: a start that was killed leaves half of it. */
    private Path completeFile() {
        return fleetFolder.resolve(member.name()).resolve("complete");
    }

    /** Makes what is missing. */
    void setUp(int rows, Consumer<String> progress) throws IOException {
        String password = Secrets.readOrMake(passwordFile());
        onServer(superuser -> FleetSchemas.createClient(superuser, password));
        if (!Files.exists(completeFile())) {
            progress.accept(String.format(Locale.ROOT, "%s: loading %,d call records", member.name(), rows));
            restore(rows);
        }
        progress.accept(member.name() + ": ready");
    }

    /** Puts the data back as it was at first, whatever is there. */
    void restore(int rows) throws IOException {
        Files.deleteIfExists(completeFile());
        onServer(superuser -> {
            if (member.limited()) {
                Ballast.drop(superuser);
            }
            FleetSchemas.dropData(superuser, member.owner());
            if (member.limited()) {
                Ballast.awaitFree(superuser, TABLE_BYTES);
            }
            FleetSchemas.createData(superuser, member.owner(), rows, FleetSchemas.tracesFor(rows), member.limited());
            if (member.limited()) {
                Ballast.fill(superuser);
            }
        });
        Files.createDirectories(completeFile().getParent());
        Files.createFile(completeFile());
    }

    void onServer(EmbeddedFleet.ServerWork work) {
        try (Connection superuser = database.superuser()) {
            work.on(superuser);
        } catch (SQLException e) {
            throw new DomException(DomCode.FLEET_START_FAILED, member.name() + ": " + e.getMessage(), e);
        }
    }
}
