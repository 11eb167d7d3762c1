package org.domops.repository.h2;

import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Connections to H2 in a file of this process. H2 closes a database for good when its file can't be written, be it for a
 * moment: the next connection here opens the file again, with all that was committed.
 *
 * <p>Before that each session of the closed one is ended. If one were asked again, it would close "its" database once more, and
 * by name: the one that is open now. That one would keep the file, and nobody could connect to it any more.
 */
public final class ReopeningH2 extends AbstractDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(ReopeningH2.class);

    private final String url;
    private final Runnable abandoned;
    /** Null: none is open, as far as it is known here. */
    private Database current;
    private volatile int loginTimeout;

    /** @param abandoned told that no connection given out so far is of use any more */
    public ReopeningH2(String url, Runnable abandoned) {
        this.url = url;
        this.abandoned = abandoned;
    }

    /** H2 opens a file without asking how long it may take; the pool, when it is closed, waits so long for one who connects. */
    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(new Properties());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return connect(login);
    }

    private synchronized Connection connect(Properties login) throws SQLException {
        try {
            if (current != null && closed(current)) {
                abandon();
            }
            try {
                return opened(login);
            } catch (SQLException e) {
                if (current == null || e.getErrorCode() != ErrorCode.DATABASE_ALREADY_OPEN_1) {
                    throw e;
                }
                // by this process: a session that was not known to be one of a closed database has done that
                abandon();
                return opened(login);
            }
        } catch (DbException e) {
            throw e.getSQLException();
        }
    }

    private Connection opened(Properties login) throws SQLException {
        Connection connection = Driver.load().connect(url, login);
        Database database = ((SessionLocal) ((JdbcConnection) connection).getSession()).getDatabase();
        if (current != null && current != database) {
            // it has closed itself just now, after it was looked at
            abandon();
        }
        current = database;
        return DurableCommit.on(connection, () -> closed(database) ? commitLost(database) : null);
    }

    private static SQLException commitLost(Database database) {
        return new SQLException("The database has closed itself; whether the commit is in its file is not known",
                String.valueOf(ErrorCode.DATABASE_IS_CLOSED), ErrorCode.DATABASE_IS_CLOSED,
                database.getStore().getMvStore().getPanicException());
    }

    /** Whether it has closed itself, or is about to. */
    private static boolean closed(Database database) {
        MVStore store = database.getStore().getMvStore();
        return database.isClosing() || store.getPanicException() != null || store.isClosed();
    }

    private void abandon() {
        Database old = current;
        current = null;
        abandoned.run();
        if (!old.isClosing()) {
            old.shutdownImmediately();
        }
        for (SessionLocal session : old.getSessions(false)) {
            end(session);
        }
    }

    private static void end(SessionLocal session) {
        session.cancel();
        session.lock();
        try {
            session.close();
        } catch (DbException e) {
            LOG.debug("A session of the closed database says so", e);
        } finally {
            session.unlock();
        }
    }
}
