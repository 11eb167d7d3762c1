package org.domops.log;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** How Java's types stand in the repository's columns. */
final class Columns {

    static final int TEXT = 4000;

    private Columns() {
    }

    /** @return null for null */
    static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /** @return null for null */
    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Status status(ResultSet row, String column) throws SQLException {
        return Status.valueOf(row.getString(column).trim());
    }

    static boolean yes(ResultSet row, String column) throws SQLException {
        return "Y".equals(row.getString(column).trim());
    }

    static String flag(boolean yes) {
        return yes ? "Y" : "N";
    }

    /** @return null for SQL's null */
    static Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    /** @return null for SQL's null */
    static Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** As a column of any length takes it: PostgreSQL has no character 0, so it is shown as U+FFFD. Null stays null. */
    static String longText(String value) {
        return value == null ? null : value.replace('\0', '\uFFFD');
    }

    /** The same, cut to what a text column takes, in bytes of UTF-8 as Oracle counts them. */
    static String text(String text) {
        String value = longText(text);
        if (value == null || value.getBytes(StandardCharsets.UTF_8).length <= TEXT) {
            return value;
        }
        int end = Math.min(value.length(), TEXT);
        while (value.substring(0, end).getBytes(StandardCharsets.UTF_8).length > TEXT - "…".length() * 3) {
            end--;
        }
        return value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
