package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.domops.target.Sha256;
import org.domops.target.SqlStatement.Created;

/** DOM$INSTALLED_CODE beside what the server's catalogue says is really there. */
final class InstalledCode {

    private final Connection connection;

    InstalledCode(Connection connection) {
        this.connection = connection;
    }

    /** True if the source was installed, and everything it creates is there as it was made. */
    boolean isUpToDate(String name, String sha256, List<Created> objects) throws SQLException {
        String definition = definition(objects);
        if (definition == null || !hasTable("DOM$INSTALLED_CODE")) {
            return false;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT 1 FROM DOM$INSTALLED_CODE WHERE name = ? AND sha256 = ? AND definition_sha256 = ?")) {
            statement.setString(1, name);
            statement.setString(2, sha256);
            statement.setString(3, definition);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Before code is replaced: a half-done install is not to be taken for a done one. */
    void forget(String name) throws SQLException {
        if (hasTable("DOM$INSTALLED_CODE")) {
            try (PreparedStatement statement = connection.prepareStatement("DELETE FROM DOM$INSTALLED_CODE WHERE name = ?")) {
                statement.setString(1, name);
                statement.executeUpdate();
            }
        }
        connection.commit();
    }

    void remember(String name, String sha256, List<Created> objects) throws SQLException {
        String definition = definition(objects);
        if (definition == null) {
            throw new SQLException("the code of " + name + " was installed, but not all of it is there");
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                REPLACE INTO DOM$INSTALLED_CODE (name, sha256, definition_sha256, installed_dttm)
                VALUES (?, ?, ?, UTC_TIMESTAMP(6))""")) {
            statement.setString(1, name);
            statement.setString(2, sha256);
            statement.setString(3, definition);
            statement.executeUpdate();
        }
        connection.commit();
    }

    boolean hasTable(String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    boolean hasColumn(String table, String column) throws SQLException {
        return !new Questions(connection).list(
                "SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? AND column_name = ?",
                table, column).isEmpty();
    }

    /** Hash over what the server made of the objects; null if one is missing. Of tables only the being there counts. */
    private String definition(List<Created> objects) throws SQLException {
        Map<Created, String> present = present();
        StringBuilder all = new StringBuilder();
        for (Created object : objects) {
            String one = present.get(new Created(object.type(), object.name().toUpperCase(Locale.ROOT)));
            if (one == null) {
                return null;
            }
            all.append(object).append(one).append('\n');
        }
        return Sha256.of(all.toString());
    }

    private Map<Created, String> present() throws SQLException {
        Map<Created, String> present = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT routine_type, UPPER(routine_name), SHA2(CONCAT_WS('|', routine_definition, dtd_identifier,
                               sql_mode, security_type, definer, character_set_client), 256)
                        FROM   information_schema.routines WHERE routine_schema = DATABASE()
                        UNION ALL
                        SELECT 'TABLE', UPPER(table_name), '' FROM information_schema.tables WHERE table_schema = DATABASE()""")) {
            while (row.next()) {
                present.put(new Created(row.getString(1), row.getString(2)), row.getString(3));
            }
        }
        return present;
    }
}
