package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Short queries, their answers as texts. */
final class Questions {

    private final Connection connection;

    Questions(Connection connection) {
        this.connection = connection;
    }

    /** The first column of each row. */
    List<String> list(String sql, Object... binds) throws SQLException {
        List<String> values = new ArrayList<>();
        rows(sql, binds).forEach(row -> values.add(row.get(0)));
        return values;
    }

    /** Each row's columns; a column may be null. */
    List<List<String>> rows(String sql, Object... binds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                statement.setObject(i + 1, binds[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                List<List<String>> rows = new ArrayList<>();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    void execute(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
