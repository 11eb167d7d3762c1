package org.domops.target.mariadb;

import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.domops.target.Acceptance;
import org.domops.target.CheckRequest;
import org.domops.target.ConnectionLostException;
import org.domops.target.Finding;
import org.domops.target.InstallRequest;
import org.domops.target.InstallResult;
import org.domops.target.FencedLane;
import org.domops.target.StatementBatch;
import org.domops.target.StatementCursor;
import org.domops.target.StepCall;
import org.domops.target.StepResult;
import org.domops.target.TargetProperties;
import org.domops.target.TargetException;
import org.domops.target.TargetSession;
import org.domops.target.TargetStamp;

/** A session of the MariaDB dialect; what it can do is in the classes it hands its connection to. */
final class MariaDbSession implements TargetSession {

    private final Connection connection;
    private final Socket socket;
    private final long number;
    private final String id;
    private final String schema;
    private final StepBlock steps;
    private final SqlBuffer buffer;
    private final Installation installation;
    private final TargetAcceptance acceptance;
    private final TargetCheck check;
    private final StatementCancel cancel;
    private final LaneQuiet quiet;
    private volatile boolean calling;
    private volatile boolean aborted;

    /** @param socket the connection's own */
    MariaDbSession(String database, Connection connection, Socket socket, Login login, TargetProperties properties)
            throws SQLException {
        this.connection = connection;
        this.socket = socket;
        // as the server spells it, which on some systems differs in case from the connect string
        this.schema = connection.getCatalog();
        this.number = connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
        this.id = database + " connection " + number;
        this.steps = new StepBlock(connection, id, schema, properties.longestAnswer());
        this.buffer = new SqlBuffer(connection);
        TargetIdentity identity = new TargetIdentity(connection);
        this.acceptance = new TargetAcceptance(connection, id, schema, properties.installWait());
        this.check = new TargetCheck(connection, id, schema, properties.installWait());
        this.installation = new Installation(connection, id, schema, identity, properties.installWait());
        this.cancel = new StatementCancel(login, connection, id, number);
        this.quiet = new LaneQuiet(connection, id, properties.quietWait());
    }

    @Override
    public StepResult call(StepCall call) {
        calling = true;
        try {
            return steps.run(call);
        } finally {
            calling = false;
        }
    }

    @Override
    public boolean cancel() {
        return !aborted && cancel.send();
    }

    @Override
    public void quieten(FencedLane lane) {
        committed("ending the cancelled lane's sessions", () -> {
            quiet.quieten(lane);
            return null;
        });
    }

    @Override
    public StatementBatch sqlLog(long taskLogId, int attempt, StatementCursor from, int most) {
        return committed("reading the statement log", () -> buffer.read(taskLogId, attempt, from, most));
    }

    @Override
    public void trim(long taskLogId, int attempt, StatementCursor read) {
        committed("trimming the statement log", () -> {
            buffer.trim(taskLogId, attempt, read);
            return null;
        });
    }

    @Override
    public InstallResult install(InstallRequest request) {
        try {
            return installation.run(request);
        } catch (SQLException e) {
            throw MariaDbErrors.unexpected(id, "installing code", e);
        }
    }

    @Override
    public Acceptance acceptIdentity(String repositoryUuid, TargetStamp stamp, String by, String reason) {
        return committed("registering the target", () -> acceptance.accept(repositoryUuid, stamp, by, reason));
    }

    @Override
    public List<Finding> check(CheckRequest request) {
        return committed("checking the target", () -> check.run(request));
    }

    @Override
    public String schema() {
        return schema;
    }

    @Override
    public String sessionId() {
        return id;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new ConnectionLostException(id + ": closing failed: " + MariaDbErrors.text(e), e);
        }
    }

    @Override
    public void abort() {
        boolean running = calling;
        aborted = true;
        try {
            // not the driver's abort, which first asks the server, without a time-out, to kill the session
            socket.close();
        } catch (IOException e) {
            System.getLogger(MariaDbSession.class.getName()).log(System.Logger.Level.DEBUG, id + ": its socket was closed", e);
        }
        if (running) {
            Thread thread = new Thread(cancel::kill, "abort " + id);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Of the connection, until the server starts again. */
    long number() {
        return number;
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    /** Ends the transaction in any case: one left open would keep DDL on the tables waiting. */
    private <T> T committed(String doing, Work<T> work) {
        try {
            T result = work.run();
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollBack(e);
            throw MariaDbErrors.unexpected(id, doing, e);
        } catch (TargetException e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
