package org.domops.target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Plain SQL for assertions and set-up, in a session of its own. */
final class Sql {

    private final TargetFixture fixture;

    Sql(TargetFixture fixture) {
        this.fixture = fixture;
    }

    void run(String... statements) {
        try (Connection connection = fixture.connect(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All rows, the columns joined by a bar. */
    List<String> rows(String query) {
        try (Connection connection = fixture.connect(); Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(result.getString(i));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String one(String query) {
        return rows(query).get(0);
    }

    List<String> notes() {
        return rows("SELECT text FROM PROBE_LOG ORDER BY id");
    }
}
