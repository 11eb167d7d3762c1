package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/** An address and who logs in there. The password is in no text of it. */
final class Login {

    /** A host that is gone is noticed after idle + count × interval seconds without a byte. */
    private static final int KEEP_ALIVE_IDLE = 60;
    private static final int KEEP_ALIVE_INTERVAL = 10;
    private static final int KEEP_ALIVE_COUNT = 6;

    private final ConnectString address;
    private final String username;
    private final String password;
    private final Duration connectTimeout;

    Login(ConnectString address, String username, String password, Duration connectTimeout) {
        this.address = address;
        this.username = username;
        this.password = password;
        this.connectTimeout = connectTimeout;
    }

    /**
     * The login itself takes no longer than the time-out for connecting, also where the other side accepts the connection
     * and says nothing.
     *
     * @param longestAnswer after which the connection breaks; more than zero
     */
    Connection connect(Duration longestAnswer) throws SQLException {
        return new Driver().connect(address.url(), properties(longestAnswer));
    }

    private Properties properties(Duration longestAnswer) {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("autocommit", "false");
        properties.setProperty("connectTimeout", Long.toString(connectTimeout.toMillis()));
        properties.setProperty("socketTimeout", Long.toString(longestAnswer.toMillis()));
        // a step may run for hours without a byte on the wire; the system's own idle time is two hours
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("tcpKeepIdle", Integer.toString(KEEP_ALIVE_IDLE));
        properties.setProperty("tcpKeepInterval", Integer.toString(KEEP_ALIVE_INTERVAL));
        properties.setProperty("tcpKeepCount", Integer.toString(KEEP_ALIVE_COUNT));
        // blocks can't be prepared on the server; binds are escaped by the driver
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("allowLocalInfile", "false");
        // no failover and no redirection: another server is another target
        properties.setProperty("permitRedirect", "false");
        properties.setProperty("socketFactory", OpenedSockets.class.getName());
        return properties;
    }
}
