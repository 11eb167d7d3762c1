package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.domops.error.DomCode;
import org.domops.target.ErrorClass;
import org.domops.target.TargetException;

/** DOM$TARGET: what the schema was when DOM first met it, and whom it serves. */
final class TargetIdentity {

    private final Connection connection;

    TargetIdentity(Connection connection) {
        this.connection = connection;
    }

    /** Registers a schema nobody has registered; refuses one that was registered otherwise. The table must exist. */
    void requireOrRegister(String session, String repositoryUuid) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT server_uid, repository_uuid, @@server_uid FROM DOM$TARGET")) {
            if (!row.next()) {
                register(repositoryUuid);
            } else if (!row.getString(1).equals(row.getString(3))) {
                throw refused(session + ": the schema was registered on server " + row.getString(1)
                        + ", but this server is " + row.getString(3) + ": a clone, a restore or a wrong address");
            } else if (!row.getString(2).equals(repositoryUuid)) {
                throw refused(session + ": the schema serves the DOM repository " + row.getString(2) + ", not "
                        + repositoryUuid);
            }
        }
    }

    private static TargetException refused(String message) {
        return new TargetException(DomCode.IDENTITY_CHANGED, ErrorClass.PERMANENT,
                message + "; if it is the right database, run \"dom accept-database\"", null);
    }

    /** Whatever was registered before. */
    void register(String repositoryUuid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                REPLACE INTO DOM$TARGET (id, server_uid, repository_uuid, registered_dttm)
                VALUES (1, @@server_uid, ?, UTC_TIMESTAMP(6))""")) {
            statement.setString(1, repositoryUuid);
            statement.executeUpdate();
        }
    }
}
