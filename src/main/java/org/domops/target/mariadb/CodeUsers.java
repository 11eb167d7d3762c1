package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Steps that are open now: the attempts whose lane's lock is held. */
final class CodeUsers {

    /** For code that every step uses. */
    static final String ANY_PACKAGE = "%";

    private final Connection connection;

    CodeUsers(Connection connection) {
        this.connection = connection;
    }

    /** @param packageName or {@link #ANY_PACKAGE} */
    void requireNone(String what, String packageName) throws SQLException, CodeInUse {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT lock_name, package_name, procedure_name FROM DOM$STEP_ATTEMPTS
                WHERE  status = 'R' AND (? = '%' OR UPPER(package_name) = UPPER(?))
                AND    IS_USED_LOCK(lock_name) = session_id
                LIMIT  1""")) {
            statement.setString(1, packageName);
            statement.setString(2, packageName);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    throw new CodeInUse(what + " can't be replaced while the step " + row.getString(2) + "."
                            + row.getString(3) + " uses it", row.getString(1));
                }
            }
        }
    }

    /** @return false if the step has not ended in the given seconds */
    boolean waitForEnd(CodeInUse inUse, long seconds) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT IF(GET_LOCK(?, ?) = 1, RELEASE_LOCK(?), 0)")) {
            statement.setString(1, inUse.lockName());
            statement.setLong(2, seconds);
            statement.setString(3, inUse.lockName());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1) == 1;
            }
        }
    }

    String describe(CodeInUse inUse) throws SQLException {
        return new Sessions(connection).ofLock(inUse.lockName());
    }
}
