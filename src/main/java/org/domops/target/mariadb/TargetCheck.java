package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.domops.target.CheckRequest;
import org.domops.target.Finding;

/** Asks a schema all that a run depends on. Its transactions are read-only, so that it can't change anything. */
final class TargetCheck {

    private final Connection connection;
    private final Questions ask;
    private final String session;
    private final ServerCheck server;
    private final PrivilegeCheck privileges;
    private final CodeCheck code;
    private final LockCheck locks;

    TargetCheck(Connection connection, String session, String schema, Duration longestWait) {
        this.connection = connection;
        this.session = session;
        this.ask = new Questions(connection);
        this.server = new ServerCheck(ask, new TargetIdentity(connection));
        this.privileges = new PrivilegeCheck(ask);
        this.code = new CodeCheck(connection, session, schema, longestWait);
        this.locks = new LockCheck(connection, schema);
    }

    List<Finding> run(CheckRequest request) throws SQLException {
        connection.rollback();
        // a question that somebody's lock keeps waiting gives up soon
        ask.execute("SET SESSION tx_read_only = 1, lock_wait_timeout = 2, max_statement_time = 30");
        List<Finding> findings = new ArrayList<>(server.findings(session, request));
        findings.addAll(privileges.findings(request.objects()));
        findings.add(Finding.ok("space", "not known: MariaDB tells the DOM-client neither a quota nor free space"));
        findings.addAll(code.findings(request));
        findings.addAll(locks.findings(request.laneLock(), request.objects()));
        return findings;
    }
}
