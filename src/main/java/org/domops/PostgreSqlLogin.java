package org.domops;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.target.CredentialReference;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * A repository on PostgreSQL.
 *
 * @param url as pgjdbc takes it, e.g. {@code jdbc:postgresql://db1.example.com:5432/dom}; several hosts for a
 *            fail-over are pgjdbc's business
 */
record PostgreSqlLogin(String url, String user, CredentialReference credential, String value) implements RepositoryLogin {

    /** Any number that nothing else in the database uses for its advisory locks: the letters DOM. */
    private static final long START_LOCK = 0x444F4DL;
    private static final int CONNECT_SECONDS = 10;
    private static final int TURN_SECONDS = 180;

    static PostgreSqlLogin of(String url, String... args) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new DomException(DomCode.INVALID_REQUEST, "dom.repository.url is \"" + shown(url)
                    + "\"; expected jdbc:postgresql://HOST:PORT/DATABASE, or nothing for H2 in the data folder");
        }
        if (url.contains("password=") || url.matches(".*//[^/]*@.*")) {
            throw new DomException(DomCode.INVALID_REQUEST, "dom.repository.url holds a user or a password; expected the user in "
                    + "dom.repository.user and a reference, env:NAME or file:PATH, in dom.repository.password");
        }
        if (ServerArgument.value("dom.sql-port", args).isPresent()) {
            throw new DomException(DomCode.INVALID_REQUEST, "--sql-port opens the repository in H2; SQL clients log in to PostgreSQL itself");
        }
        String user = ServerArgument.value("dom.repository.user", args).orElse("dom");
        CredentialReference credential = new CredentialReference(ServerArgument.value("dom.repository.password", args)
                .orElseThrow(() -> new DomException(DomCode.INVALID_REQUEST, "dom.repository.url is set, but not "
                        + "dom.repository.password; expected a reference to the password of " + user + ": env:NAME or file:PATH")));
        return new PostgreSqlLogin(url, user, credential, credential.password());
    }

    /** Without what may be a password. */
    private static String shown(String url) {
        return url.replaceFirst("//[^/]*@", "//…@").replaceAll("(?i)(password=)[^&;]*", "$1…");
    }

    @Override
    public String profile() {
        return "postgresql";
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public String refusal() {
        return "the repository " + url + " refused the login of " + user + " with the password of " + credential.text();
    }

    /** An advisory lock of a session: it ends with the process, whatever happens. */
    @Override
    public StartTurn turn() {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", value);
        login.setProperty("ApplicationName", "dom, starting");
        login.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        login.setProperty("loginTimeout", String.valueOf(CONNECT_SECONDS));
        login.setProperty("tcpKeepAlive", "true");
        try {
            Connection connection = DriverManager.getConnection(url, login);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout = '" + TURN_SECONDS + "s'");
                statement.execute("select pg_advisory_lock(" + START_LOCK + ")");
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            return () -> release(connection);
        } catch (SQLException e) {
            throw RepositoryLogin.refuses(e)
                    ? new DomException(DomCode.REPOSITORY_LOGIN, refusal() + ": " + e.getMessage(), e)
                    : new DomException(DomCode.REPOSITORY_UNREACHABLE, "the repository " + url + " can't be used: " + e.getMessage(), e);
        }
    }

    private static void release(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // the server is up; the session is gone with its lock either way
            System.getLogger(PostgreSqlLogin.class.getName()).log(System.Logger.Level.WARNING,
                    "the session that kept other servers from starting could not be closed: " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return "PostgreSqlLogin[" + url + ", " + user + "]";
    }
}
