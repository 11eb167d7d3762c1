package org.domops;

import org.domops.error.Causes;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.repository.RepositoryOutage;
import org.domops.run.ServerName;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Waits for PostgreSQL, and then until no other server of the cluster starts. The turn is an advisory lock of a session
 * without a transaction: it ends with the process, whatever happens, and none of the usual time-outs ends it. It is asked
 * for again and again rather than waited for within a statement.
 */
final class PostgreSqlTurn {

    /** Any number that nothing else in the database uses for its advisory locks: the letters DOM. */
    static final long LOCK = 0x444F4DL;
    private static final int CONNECT_SECONDS = 10;
    private static final int LOGIN_SECONDS = 30;
    private static final int ANSWER_SECONDS = 60;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration SAY_AGAIN = Duration.ofMinutes(1);
    /** From its state on: the lock's session does nothing else after it has got it. */
    private static final String HOLDER = """
            select l.pid, a.application_name, date_trunc('second', a.state_change)
            from pg_locks l left join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objsubid = 1
              and l.database = (select oid from pg_database where datname = current_database()) and l.objid =\s""" + LOCK;

    private final PostgreSqlLogin login;
    private final Duration turnLimit;
    private final Consumer<String> tell;
    private long awayUntil;
    private String saidAway;
    private String holder;
    private long holderSince;
    private long saidHolder;

    /**
     * @param turnLimit how long one other server may take to start
     * @param tell takes what is waited for, in words; at once, and again each minute
     */
    PostgreSqlTurn(PostgreSqlLogin login, Duration turnLimit, Consumer<String> tell) {
        this.login = login;
        this.turnLimit = turnLimit;
        this.tell = tell;
    }

    /**
     * @throws DomException REPOSITORY_UNREACHABLE when it can't be reached for the login's start-wait; REPOSITORY_LOGIN and
     *         NO_SUCH_DATABASE at once; START_BLOCKED when one other server's start takes longer than the limit
     */
    StartTurn take() {
        awayUntil = System.nanoTime() + login.startWait().toNanos();
        Connection connection = null;
        boolean taken = false;
        try {
            while (true) {
                try {
                    if (connection == null) {
                        connection = open();
                    }
                    if (locked(connection)) {
                        taken = true;
                        Connection held = connection;
                        return () -> close(held);
                    }
                    awayUntil = System.nanoTime() + login.startWait().toNanos();
                    sayHolder(connection);
                } catch (SQLException e) {
                    close(connection);
                    connection = null;
                    sayAway(e);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DomException(DomCode.SERVER_NOT_STARTED, "the start was interrupted while it waited for the repository", e);
        } finally {
            if (!taken) {
                close(connection);
            }
        }
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.value());
        properties.setProperty("ApplicationName", "dom, start of " + new ServerName().value());
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("loginTimeout", String.valueOf(LOGIN_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(ANSWER_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(login.url(), properties);
        try (Statement statement = connection.createStatement()) {
            // whatever the database's owner has set: the session does nothing for as long as the start takes
            statement.execute("set idle_session_timeout = 0");
        } catch (SQLException e) {
            close(connection);
            throw e;
        }
        return connection;
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void sayHolder(Connection connection) throws SQLException {
        String now = holder(connection);
        if (now == null) {
            // it has just ended: the next question gets the turn, or meets the next server
            return;
        }
        if (!now.equals(holder)) {
            holder = now;
            holderSince = System.nanoTime();
            saidHolder = holderSince - SAY_AGAIN.toNanos();
        }
        if (System.nanoTime() - holderSince > turnLimit.toNanos()) {
            throw new DomException(DomCode.START_BLOCKED, "another server's start does not end: " + holder + "; waited for it for "
                    + seconds(turnLimit));
        }
        if (System.nanoTime() - saidHolder >= SAY_AGAIN.toNanos()) {
            saidHolder = System.nanoTime();
            tell.accept("waits for another server's start: " + holder + "; servers of a cluster start one after the other");
        }
    }

    private static String holder(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(HOLDER)) {
            if (!row.next()) {
                return null;
            }
            String name = row.getString(2) == null ? "a session" : row.getString(2).replace("dom, start of ", "");
            return name + " (session " + row.getInt(1) + " of the database)"
                    + (row.getString(3) == null ? "" : ", since " + row.getString(3));
        }
    }

    private void sayAway(SQLException e) {
        if (RepositoryLogin.refuses(e)) {
            throw new DomException(DomCode.REPOSITORY_LOGIN, login.refusal() + ": " + e.getMessage(), e);
        }
        if ("3D000".equals(e.getSQLState())) {
            throw new DomException(DomCode.NO_SUCH_DATABASE, "the repository " + login.url() + " does not exist: " + e.getMessage(), e);
        }
        String reason = "the repository " + login.url() + " can't be reached: " + reason(e);
        if (!RepositoryOutage.in(e) || System.nanoTime() - awayUntil >= 0) {
            throw new DomException(DomCode.REPOSITORY_UNREACHABLE, reason
                    + (login.startWait().isZero() ? "" : "; waited for it for " + seconds(login.startWait())), e);
        }
        if (!reason.equals(saidAway)) {
            saidAway = reason;
            tell.accept("waits for up to " + seconds(login.startWait()) + " (dom.repository.start-wait): " + reason);
        }
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " s";
    }

    /** The driver says "The connection attempt failed." of a host that nobody knows, and of one that does not answer. */
    private static String reason(SQLException e) {
        Throwable root = Causes.innermost(e);
        return e.getMessage() + (root == e ? "" : " (" + root.getClass().getSimpleName() + ": " + root.getMessage() + ")");
    }

    private static void close(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            System.getLogger(PostgreSqlTurn.class.getName()).log(System.Logger.Level.WARNING,
                    "the session that keeps other servers from starting could not be closed: " + e.getMessage());
        }
    }
}
