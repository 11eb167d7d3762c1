package org.domops.fleet;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a DBA and an application would have put into a database: the DOM-client's schema and user, and the data. */
final class FleetSchemas {

    static final String CLIENT = "DOM_CLIENT";
    /** What the payloads of a table take together. */
    private static final int MEGABYTES = 45;
    private static final String TABLE = "CDR_DATA";
    private static final int TRACE_LENGTH = 40;

    private FleetSchemas() {
    }

    /** Runs the very script that a DBA runs; does nothing if it was run before. */
    static void createClient(Connection superuser, String password) throws SQLException {
        Map<String, String> markers = client();
        markers.put("password", password);
        SqlResource.run(superuser, "db/target/mariadb/create-client.sql", markers);
    }

    private static Map<String, String> client() {
        Map<String, String> markers = new LinkedHashMap<>();
        markers.put("escaped_client", CLIENT.replace("_", "\\_"));
        markers.put("client", CLIENT);
        markers.put("host", "localhost");
        return markers;
    }

    /**
     * Makes the application's table and fills it.
     *
     * @param traces length of the payload, in units of 40 characters; see {@link #tracesFor}
     * @param shared the table goes into the shared, fixed tablespace; all later tables get files of their own
     */
    static void createData(Connection superuser, String owner, int rows, int traces, boolean shared)
            throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("create schema if not exists `" + owner + "`");
            statement.execute("set global innodb_file_per_table = " + (shared ? "OFF" : "ON"));
            SqlResource.run(superuser, "fleet/cdr_data.sql", Map.of("owner", owner,
                    "rows", Integer.toString(rows), "traces", Integer.toString(traces)));
            statement.execute("set global innodb_file_per_table = ON");
            statement.execute("analyze table `" + owner + "`." + TABLE);
        }
        Map<String, String> markers = client();
        markers.put("owner", owner);
        markers.put("table", TABLE);
        SqlResource.run(superuser, "db/operations/drop_partition/grants.mariadb.sql", markers);
    }

    /** The fewer rows the longer: a month always has the same size, so that putting rows back takes the same room. */
    static int tracesFor(int rows) {
        return Math.max(1, MEGABYTES * 1_000_000 / rows / TRACE_LENGTH);
    }

    /** Drops the application's table, and what an operation has left half-done in the DOM-client schema. */
    static void dropData(Connection superuser, String owner) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("drop table if exists `" + owner + "`." + TABLE);
            for (String table : exchangeTables(statement)) {
                statement.execute("drop table if exists `" + CLIENT + "`.`" + table + "`");
            }
        }
    }

    private static List<String> exchangeTables(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select table_name from information_schema.tables"
                + " where table_schema = '" + CLIENT + "' and table_name like 'CDR\\_DATA\\_%\\_X%'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
