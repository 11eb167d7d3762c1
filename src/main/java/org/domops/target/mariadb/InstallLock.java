package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.domops.error.DomCode;
import org.domops.target.ErrorClass;
import org.domops.target.LockName;
import org.domops.target.TargetException;

/** One install at a time per schema, and no step is opened meanwhile. */
final class InstallLock implements AutoCloseable {

    private final Connection connection;
    private final String name;
    private final int formerTimeout;

    private InstallLock(Connection connection, String name, int formerTimeout) {
        this.connection = connection;
        this.name = name;
        this.formerTimeout = formerTimeout;
    }

    /**
     * @param longestWait seconds, for the lock and for each DDL statement
     * @throws TargetException INSTALL_BUSY naming who holds the lock
     */
    static InstallLock take(Connection connection, String session, String schema, long longestWait) throws SQLException {
        String name = LockName.ofInstall(schema);
        if (number(connection, "SELECT GET_LOCK(?, " + longestWait + ")", name) != 1) {
            throw busy(session, "another install holds the lock " + name + " since more than " + longestWait + " s",
                    new Sessions(connection).ofLock(name), null);
        }
        int formerTimeout = number(connection, "SELECT @@lock_wait_timeout");
        update(connection, "SET SESSION lock_wait_timeout = " + longestWait);
        return new InstallLock(connection, name, formerTimeout);
    }

    static TargetException busy(String session, String what, String who, SQLException cause) {
        return new TargetException(DomCode.INSTALL_BUSY, ErrorClass.TRANSIENT, session + ": " + what + ": " + who, cause);
    }

    /** Rolls back what was not committed. */
    @Override
    public void close() throws SQLException {
        connection.rollback();
        update(connection, "SET SESSION lock_wait_timeout = " + formerTimeout);
        number(connection, "SELECT RELEASE_LOCK(?)", name);
    }

    private static int number(Connection connection, String sql, String... binds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                statement.setString(i + 1, binds[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
