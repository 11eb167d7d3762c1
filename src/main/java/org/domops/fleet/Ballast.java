package org.domops.fleet;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.domops.error.DomCode;
import org.domops.error.DomException;

/**
 * A table that takes the room of a shared tablespace of fixed size, so that the next table to grow there gets the
 * server's own error 1114, "The table is full".
 *
 * <p>InnoDB refuses to split a page when three extents of 1 MB or fewer are left beyond its reserve. Rows are put in
 * until that happens; then three extents are given back, since the server's dictionary is in the same tablespace and
 * tables must still be made: an operation's exchange table, DOM's own tables. Putting the disputed rows of a month back
 * splits nearly all pages of the next month, which takes six extents or more.
 */
final class Ballast {

    /** What makes room, as a DBA would type it. */
    static final String MAKE_SPACE = "DROP TABLE OPS_SCRATCH.BALLAST";

    private static final int TABLE_IS_FULL = 1114;
    private static final int NO_SUCH_TABLE = 1051;
    /** Two rows a page, 64 pages an extent, three extents. */
    private static final int MARGIN_ROWS = 2 * 64 * 3;
    private static final long MARGIN_BYTES = 6L << 20;
    private static final int[] ROWS_AT_ONCE = {256, 16, 1};
    private static final long ENOUGH_BYTES = 8L << 20;
    private static final Duration FREEING_LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 20;

    private Ballast() {
    }

    static void fill(Connection superuser) throws SQLException {
        if (freeBytes(superuser) <= MARGIN_BYTES) {
            return;
        }
        try (Statement statement = superuser.createStatement()) {
            createTable(statement, "MARGIN");
            statement.execute("insert into OPS_SCRATCH.MARGIN (FILLER)"
                    + " select repeat('m', 7500) from OPS_SCRATCH.seq_1_to_" + MARGIN_ROWS);
            createTable(statement, "BALLAST");
            for (int rows : ROWS_AT_ONCE) {
                fill(statement, "insert into OPS_SCRATCH.BALLAST (FILLER)"
                        + " select repeat('b', 7500) from OPS_SCRATCH.seq_1_to_" + rows);
            }
            statement.execute("drop table OPS_SCRATCH.MARGIN");
        }
        awaitFree(superuser, MARGIN_BYTES);
    }

    /** Makes a table in the shared tablespace, if it is missing; all other tables get files of their own. */
    private static void createTable(Statement statement, String name) throws SQLException {
        statement.execute("create schema if not exists OPS_SCRATCH");
        statement.execute("set global innodb_file_per_table = OFF");

        statement.execute("create table if not exists OPS_SCRATCH." + name
                + " (ID int auto_increment primary key, FILLER varchar(8000) not null) character set latin1");
        statement.execute("set global innodb_file_per_table = ON");
    }

    private static void fill(Statement statement, String insert) throws SQLException {
        while (true) {
            try {
                statement.execute(insert);
            } catch (SQLException e) {
                if (e.getErrorCode() == TABLE_IS_FULL) {
                    return;
                }
                throw e;
            }
        }
    }

    /** Drops the ballast, if there is any, and returns when its room is free: the server frees it in the background. */
    static void drop(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(MAKE_SPACE);
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE) {
                return;
            }
            throw e;
        }
        awaitFree(superuser, ENOUGH_BYTES);
    }

    /** Returns when the shared tablespace has so many bytes free. */
    static void awaitFree(Connection superuser, long bytes) throws SQLException {
        long deadline = System.nanoTime() + FREEING_LIMIT.toNanos();
        while (freeBytes(superuser) < bytes) {
            if (System.nanoTime() > deadline) {
                throw new DomException(DomCode.INTERNAL, "the server did not free " + bytes + " bytes within "
                        + FREEING_LIMIT.toSeconds() + " s after tables were dropped");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DomException(DomCode.INTERNAL, "interrupted while the server freed space", e);
            }
        }
    }

    /** The free bytes of the shared tablespace beyond InnoDB's reserve. */
    static long freeBytes(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            // any table in the shared tablespace tells
            createTable(statement, "GAUGE");
            try (ResultSet rows = statement.executeQuery("select data_free from information_schema.tables"
                    + " where table_schema = 'OPS_SCRATCH' and table_name = 'GAUGE'")) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
