package org.domops.torture.arena;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The harness' own connections to a database, past all relays: it looks many times a second, and to log in each time took a
 * third of the machine. One that the database has ended is replaced.
 */
final class HarnessPool {

    private static final int CONNECTIONS = 6;
    /** Then the database is down, which those who look expect. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    interface Login {
        Connection connect() throws SQLException;
    }

    private HarnessPool() {
    }

    /** Logs in when it is first asked. */
    static HikariDataSource of(String name, Login login) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("harness " + name);
        config.setDataSource(new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return login.connect();
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        });
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
