package org.domops.target.mariadb;

import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.domops.error.DomCode;
import org.domops.target.Dialect;
import org.domops.target.TargetDatabase;
import org.domops.target.TargetException;
import org.domops.target.TargetMonitor;
import org.domops.target.TargetProperties;
import org.domops.target.TargetSession;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** MariaDB 11.4 or newer in Oracle mode. */
@Component
public class MariaDbDialect implements Dialect {

    /**
     * Fixed, whatever the server's defaults are. READ COMMITTED is what Oracle does. A DDL waits 5 minutes at most for
     * the users of its table, then fails with 1205, which is transient. A lane may be halted for a day between two
     * steps; after that the server closes the session, and the next step dies visibly and gets a new one.
     */
    static final String SESSION_SETTINGS = """
            SET SESSION sql_mode = 'ORACLE,STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
              time_zone = '+00:00', lc_time_names = 'en_US', lc_messages = 'en_US', tx_isolation = 'READ-COMMITTED',
              lock_wait_timeout = 300, wait_timeout = 86400, max_statement_time = 0""";

    private static final Duration MONITORS_LONGEST_ANSWER = Duration.ofSeconds(10);

    private final TargetProperties properties;

    public MariaDbDialect() {
        this(TargetProperties.DEFAULTS);
    }

    @Autowired
    public MariaDbDialect(TargetProperties properties) {
        this.properties = properties;
    }

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public TargetSession open(TargetDatabase database, String password) {
        Login login = login(database, password);
        Connection connection = null;
        try {
            connection = login.connect(properties.longestAnswer());
            Socket socket = OpenedSockets.takeLast();
            try (Statement statement = connection.createStatement()) {
                statement.execute(SESSION_SETTINGS);
            }
            return new MariaDbSession(database.name(), connection, socket, login, properties);
        } catch (SQLException e) {
            closeAfterFailure(connection, e);
            throw failed(database, e);
        }
    }

    @Override
    public TargetMonitor monitor(TargetDatabase database, String password) {
        Connection connection = null;
        try {
            connection = login(database, password).connect(MONITORS_LONGEST_ANSWER);
            connection.setAutoCommit(true);
            return new MariaDbMonitor(database.name(), connection);
        } catch (SQLException e) {
            closeAfterFailure(connection, e);
            throw failed(database, e);
        }
    }

    private Login login(TargetDatabase database, String password) {
        return new Login(ConnectString.parse(database.name(), database.connectString()), database.username(), password,
                properties.connectTimeout());
    }

    private static TargetException failed(TargetDatabase database, SQLException e) {
        return new TargetException(DomCode.CONNECT_FAILED, MariaDbErrors.classify(e), database.name() + " ("
                + database.connectString() + ", user " + database.username() + "): " + MariaDbErrors.text(e), e);
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
