package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.StringJoiner;

/** Who else is there: without the PROCESS privilege that is the own user's sessions, which are all of DOM's. */
final class Sessions {

    private final Connection connection;

    Sessions(Connection connection) {
        this.connection = connection;
    }

    /** The session that holds the lock. */
    String ofLock(String lockName) throws SQLException {
        return describe("id = IS_USED_LOCK(?)", lockName);
    }

    /** All other sessions in the schema that are at work. */
    String working(String schema) throws SQLException {
        return describe("db = ? AND id <> CONNECTION_ID() AND command <> 'Sleep'", schema);
    }

    private String describe(String condition, String bind) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id, user, host, time, LEFT(info, 200) FROM information_schema.processlist WHERE " + condition)) {
            statement.setString(1, bind);
            StringJoiner sessions = new StringJoiner("; ");
            sessions.setEmptyValue("a session that can't be seen from here");
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sessions.add("connection " + row.getLong(1) + " of " + row.getString(2) + " from " + row.getString(3)
                            + " for " + row.getLong(4) + " s" + (row.getString(5) == null ? "" : ", now at: " + row.getString(5)));
                }
            }
            return sessions.toString();
        }
    }
}
