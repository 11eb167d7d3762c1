package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Locks of GET_LOCK that this session takes for a while. */
final class HeldLocks implements AutoCloseable {

    private final Connection connection;
    private final Deque<String> names = new ArrayDeque<>();

    HeldLocks(Connection connection) {
        this.connection = connection;
    }

    /** @return false if somebody else held it for all of the seconds */
    boolean take(String name, long seconds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT GET_LOCK(?, ?)")) {
            statement.setString(1, name);
            statement.setLong(2, seconds);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                boolean taken = row.getInt(1) == 1;
                if (taken) {
                    names.push(name);
                }
                return taken;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        while (!names.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement("DO RELEASE_LOCK(?)")) {
                statement.setString(1, names.pop());
                statement.execute();
            }
        }
    }
}
