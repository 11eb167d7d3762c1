package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.domops.error.DomCode;
import org.domops.target.Dialect;
import org.domops.target.TargetDatabase;
import org.domops.target.TargetException;
import org.domops.target.TargetSession;
import org.mariadb.jdbc.Driver;
import org.springframework.stereotype.Component;

/** MariaDB 11.4 or newer in Oracle mode. */
@Component
public class MariaDbDialect implements Dialect {

    private static final String CONNECT_TIMEOUT_MILLIS = "10000";

    /**
     * Fixed, whatever the server's defaults are. READ COMMITTED is what Oracle does. A DDL waits 5 minutes at most for
     * the users of its table, then fails with 1205, which is transient. A lane may be halted for a day between two
     * steps; after that the server closes the session, and the next step dies visibly and gets a new one.
     */
    static final String SESSION_SETTINGS = """
            SET SESSION sql_mode = 'ORACLE,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
              time_zone = '+00:00', lc_time_names = 'en_US', lc_messages = 'en_US', tx_isolation = 'READ-COMMITTED',
              lock_wait_timeout = 300, wait_timeout = 86400, max_statement_time = 0""";

    /** Long enough for another install, short enough for a person to watch. */
    private static final Duration INSTALL_WAIT = Duration.ofSeconds(30);

    private final Duration installWait;

    public MariaDbDialect() {
        this(INSTALL_WAIT);
    }

    /** @param installWait how long an install waits for another one, and for steps that use the code to be replaced */
    MariaDbDialect(Duration installWait) {
        this.installWait = installWait;
    }

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public TargetSession open(TargetDatabase database, String password) {
        ConnectString address = ConnectString.parse(database.name(), database.connectString());
        Connection connection = null;
        try {
            connection = new Driver().connect(address.url(), properties(database.username(), password));
            try (Statement statement = connection.createStatement()) {
                statement.execute(SESSION_SETTINGS);
            }
            return new MariaDbSession(database.name(), connection, installWait);
        } catch (SQLException e) {
            closeAfterFailure(connection, e);
            throw new TargetException(DomCode.CONNECT_FAILED, MariaDbErrors.classify(e), database.name() + " ("
                    + database.connectString() + ", user " + database.username() + "): " + MariaDbErrors.text(e), e);
        }
    }

    private static Properties properties(String username, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("autocommit", "false");
        properties.setProperty("connectTimeout", CONNECT_TIMEOUT_MILLIS);
        // a step may run for hours without a byte on the wire; keep-alive notices a dead host
        properties.setProperty("socketTimeout", "0");
        properties.setProperty("tcpKeepAlive", "true");
        // blocks can't be prepared on the server; binds are escaped by the driver
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("allowLocalInfile", "false");
        // no failover and no redirection: another server is another target
        properties.setProperty("permitRedirect", "false");
        return properties;
    }

    private static void closeAfterFailure(Connection connection, SQLException reason) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                reason.addSuppressed(e);
            }
        }
    }
}
