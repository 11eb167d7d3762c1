package org.domops.demo;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.fleet.EmbeddedFleet;
import org.domops.fleet.FleetDatabase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The application's table as its superuser sees it: an independent witness of what the operation did.
 *
 * @param rows all rows
 * @param different rows with different ids
 * @param partitions how many it has
 * @param rowsOfOldest rows of the three oldest partitions
 * @param disputedOfOldest the disputed ones among them, which the operation must keep
 * @param history partitions that the operation recorded as rolled off
 * @param leftTables exchange tables that are lying about
 * @param notice AFTER_ERROR of the maintenance notice that INITIAL opens and FINAL closes; open: not closed; none: no notice
 */
record CallRecords(String database, long rows, long different, long partitions, long rowsOfOldest, long disputedOfOldest,
                   long history, long leftTables, String notice) {

    static final int OLDEST = 3;

    static CallRecords of(EmbeddedFleet fleet, FleetDatabase database) {
        String table = database.owner() + ".CDR_DATA";
        try (Connection superuser = fleet.server(database.name()).superuser()) {
            String oldest = text(superuser, """
                    select group_concat(partition_name order by partition_ordinal_position) from information_schema.partitions
                    where table_schema = '%s' and table_name = 'CDR_DATA' and partition_ordinal_position <= %d
                    """.formatted(database.owner(), OLDEST));
            boolean recorded = number(superuser, tables(database, "table_name in ('DROP_PARTITION_HISTORY', 'DROP_PARTITION_NOTICES')")) > 1;
            return new CallRecords(database.name(),
                    number(superuser, "select count(*) from " + table),
                    number(superuser, "select count(distinct id) from " + table),
                    number(superuser, """
                            select count(*) from information_schema.partitions
                            where table_schema = '%s' and table_name = 'CDR_DATA'""".formatted(database.owner())),
                    number(superuser, "select count(*) from " + table + " partition (" + oldest + ")"),
                    number(superuser, "select count(*) from " + table + " partition (" + oldest + ") where disputed = 'Y'"),
                    recorded ? number(superuser, "select count(*) from " + database.schema() + ".DROP_PARTITION_HISTORY") : 0,
                    number(superuser, tables(database, "table_name like 'CDR\\_DATA\\_%'")),
                    recorded ? text(superuser, """
                            select coalesce(max(if(closed_at is null, 'open', after_error)), 'none')
                            from %s.DROP_PARTITION_NOTICES""".formatted(database.schema())) : "none");
        } catch (SQLException e) {
            throw new DomException(DomCode.FLEET_START_FAILED, database.name() + ": " + e.getMessage(), e);
        }
    }

    private static String tables(FleetDatabase database, String condition) {
        return "select count(*) from information_schema.tables where table_schema = '" + database.schema() + "' and " + condition;
    }

    private static long number(Connection connection, String query) throws SQLException {
        return Long.parseLong(text(connection, query));
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
