package org.domops.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The application's table and the DOM-client of the embedded fleet, on the shared server of the tests. */
public final class TestApplication {

    public static final String OWNER = "SALES";
    public static final int ROWS = 4000;

    private final EmbeddedDatabase server = TestDatabase.shared();

    /** A fresh DOM-client schema, without anything of DOM in it. */
    public FleetDatabase createClient() throws SQLException, IOException {
        Path passwordFile = Path.of("target", "test-application-password").toAbsolutePath();
        String password = Secrets.readOrMake(passwordFile);
        try (Connection superuser = server.superuser(); Statement statement = superuser.createStatement()) {
            statement.execute("drop schema if exists " + FleetSchemas.CLIENT);
            statement.execute("drop user if exists " + FleetSchemas.CLIENT + "@localhost");
            FleetSchemas.createClient(superuser, password);
        }
        return new FleetDatabase("TEST", server.host(), server.port(), FleetSchemas.CLIENT, FleetSchemas.CLIENT,
                passwordFile, OWNER);
    }

    /** The table as it was, ten partitions; nothing half-done is left. */
    public void restoreData() throws SQLException {
        try (Connection superuser = server.superuser()) {
            FleetSchemas.dropData(superuser, OWNER);
            FleetSchemas.createData(superuser, OWNER, ROWS, 1, false);
        }
    }

    public Connection superuser() throws SQLException {
        return server.superuser();
    }
}
