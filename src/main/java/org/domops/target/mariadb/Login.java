package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.mariadb.jdbc.Driver;

/** An address and who logs in there. The password is in no text of it. */
final class Login {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final ConnectString address;
    private final String username;
    private final String password;

    Login(ConnectString address, String username, String password) {
        this.address = address;
        this.username = username;
        this.password = password;
    }

    /** A connection whose calls may take as long as they like. */
    Connection connect() throws SQLException {
        return connect(Duration.ZERO);
    }

    /** @param longestAnswer after which the connection breaks; zero: never */
    Connection connect(Duration longestAnswer) throws SQLException {
        return new Driver().connect(address.url(), properties(longestAnswer));
    }

    private Properties properties(Duration longestAnswer) {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("autocommit", "false");
        properties.setProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT.toMillis()));
        // a step may run for hours without a byte on the wire; keep-alive notices a dead host
        properties.setProperty("socketTimeout", Long.toString(longestAnswer.toMillis()));
        properties.setProperty("tcpKeepAlive", "true");
        // blocks can't be prepared on the server; binds are escaped by the driver
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("allowLocalInfile", "false");
        // no failover and no redirection: another server is another target
        properties.setProperty("permitRedirect", "false");
        properties.setProperty("socketFactory", OpenedSockets.class.getName());
        return properties;
    }
}
