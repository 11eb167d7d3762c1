package org.domops.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/** A database of the fleet with its server. */
record RunningMember(FleetMember member, EmbeddedDatabase database, Path secrets) {

    /** The room that a fresh table needs in a limited tablespace. */
    private static final long TABLE_BYTES = 90L << 20;

    FleetDatabase describe() {
        return new FleetDatabase(member.name(), database.host(), database.port(), FleetSchemas.CLIENT,
                FleetSchemas.CLIENT, passwordFile(), member.owner());
    }

    private Path passwordFile() {
        return secrets.resolve(member.name());
    }

    /** Makes what is missing. */
    void setUp(int rows, Consumer<String> progress) throws IOException {
        String password = Secrets.readOrMake(passwordFile());
        onServer(superuser -> {
            FleetSchemas.createClient(superuser, password);
            if (FleetSchemas.hasData(superuser, member.owner())) {
                return;
            }
            progress.accept("%s: loading %,d call records".formatted(member.name(), rows));
            load(superuser, rows);
        });
        progress.accept(member.name() + ": ready");
    }

    void restore(int rows) {
        onServer(superuser -> {
            if (member.limited()) {
                Ballast.drop(superuser);
            }
            FleetSchemas.dropData(superuser, member.owner());
            if (member.limited()) {
                Ballast.awaitFree(superuser, TABLE_BYTES);
            }
            load(superuser, rows);
        });
    }

    private void load(Connection superuser, int rows) throws SQLException {
        FleetSchemas.createData(superuser, member.owner(), rows, FleetSchemas.tracesFor(rows), member.limited());
        if (member.limited()) {
            Ballast.fill(superuser);
        }
    }

    void onServer(EmbeddedFleet.ServerWork work) {
        try (Connection superuser = database.superuser()) {
            work.on(superuser);
        } catch (SQLException e) {
            throw new DomException(DomCode.FLEET_START_FAILED, member.name() + ": " + e.getMessage(), e);
        }
    }
}
