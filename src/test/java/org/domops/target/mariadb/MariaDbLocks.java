package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.domops.target.TargetFixture;

/** Looks at GET_LOCK's locks from outside. */
public final class MariaDbLocks {

    private MariaDbLocks() {
    }

    public static boolean isHeld(TargetFixture fixture, String lock) {
        try (Connection connection = fixture.connect(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT IS_USED_LOCK('" + lock + "')")) {
            row.next();
            return row.getString(1) != null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
