package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.domops.target.CheckedObject;
import org.domops.target.Finding;
import org.domops.target.LockName;

/** Locks on which a run would wait now. */
final class LockCheck {

    private static final String SUBJECT = "locks";

    private final Questions ask;
    private final Sessions sessions;
    private final OpenAttempts attempts;
    private final InstalledCode installed;
    private final String schema;

    LockCheck(Connection connection, String schema) {
        this.ask = new Questions(connection);
        this.sessions = new Sessions(connection);
        this.attempts = new OpenAttempts(connection);
        this.installed = new InstalledCode(connection);
        this.schema = schema;
    }

    List<Finding> findings(String laneLock, List<CheckedObject> objects) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        addIfHeld(findings, LockName.ofInstall(schema), "code is being installed by ");
        addIfHeld(findings, laneLock, "a step of the operation is at work here: ");
        if (installed.hasColumn("DOM$STEP_ATTEMPTS", "lane_lock")) {
            for (String lock : attempts.locks(laneLock, null)) {
                if (!lock.equals(laneLock)) {
                    addIfHeld(findings, lock, "a parallel step of the operation is at work here: ");
                }
            }
        }
        for (CheckedObject object : objects) {
            if (object.isTable()) {
                addIfLocked(findings, object);
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(SUBJECT, "none that would block now, as far as the DOM-client can see;"
                    + " who only reads or changes rows of a table would block a DDL and is not seen"));
        }
        return findings;
    }

    private void addIfHeld(List<Finding> findings, String lock, String text) throws SQLException {
        if (ask.list("SELECT IS_USED_LOCK(?)", lock).get(0) != null) {
            findings.add(Finding.warning(SUBJECT, text + sessions.ofLock(lock)));
        }
    }

    /** Reads no row, and waits for seconds only: what keeps even that out is a lock on the table as a whole. */
    private void addIfLocked(List<Finding> findings, CheckedObject object) throws SQLException {
        try {
            ask.list("SELECT 1 FROM " + quoted(object.owner()) + "." + quoted(object.name()) + " LIMIT 0");
        } catch (SQLException e) {
            // not there, or no privilege to read it: said under "objects"
            if (e.getErrorCode() == MariaDbErrors.LOCK_WAIT_TIMEOUT) {
                findings.add(Finding.warning(SUBJECT, object + " is locked as a whole by another session"));
            } else if (MariaDbErrors.connectionLost(e)) {
                throw e;
            }
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
