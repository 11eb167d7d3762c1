package org.domops.target.mariadb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.domops.error.DomCode;
import org.domops.target.Acceptance;
import org.domops.target.TargetStamp;

/** Registers a schema anew, by a person's order. */
final class TargetAcceptance {

    /** They are told apart by a repository's own numbers: another repository would take them for its own. */
    private static final List<String> TABLES_OF_RUNS =
            List.of("DOM$STEP_ATTEMPTS", "DOM$SQL_BUFFER", "DOM$PARAMETERS", "DOM$RUN");

    private final Connection connection;
    private final String session;
    private final String schema;
    private final Duration longestWait;

    TargetAcceptance(Connection connection, String session, String schema, Duration longestWait) {
        this.connection = connection;
        this.session = session;
        this.schema = schema;
        this.longestWait = longestWait;
    }

    Acceptance accept(String repositoryUuid, TargetStamp stamp, String by, String reason) throws SQLException {
        connection.rollback();
        try (InstallLock lock = InstallLock.take(connection, session, schema, longestWait.toSeconds())) {
            new CodeInstaller(connection, session, schema).execute("DOM's tables", OwnCode.tables());
            CodeUsers users = new CodeUsers(connection);
            try {
                users.requireNone("the registration", CodeUsers.ANY_PACKAGE);
            } catch (CodeInUse inUse) {
                throw InstallLock.busy(session, inUse.getMessage(), users.describe(inUse), null);
            }
            Acceptance acceptance = now(repositoryUuid, stamp);
            if (acceptance.cleared()) {
                for (String table : TABLES_OF_RUNS) {
                    update("DELETE FROM " + table);
                }
            }
            update("DELETE FROM DOM$FENCE");
            update("DELETE FROM DOM$STAMPS");
            TargetIdentity identity = new TargetIdentity(connection);
            identity.register(repositoryUuid);
            identity.leave(stamp);
            update("""
                    INSERT INTO DOM$TARGET_ACCEPTED (accepted_dttm, accepted_by, reason, former_server_uid,
                           former_repository_uuid, server_uid, repository_uuid)
                    VALUES (UTC_TIMESTAMP(6), ?, ?, ?, ?, ?, ?)""",
                    by, reason, acceptance.formerServer(), acceptance.formerRepository(), acceptance.server(), repositoryUuid);
            connection.commit();
            return acceptance;
        }
    }

    private Acceptance now(String repositoryUuid, TargetStamp stamp) throws SQLException {
        Questions ask = new Questions(connection);
        String server = ask.list("SELECT @@server_uid").get(0);
        for (List<String> row : ask.rows(
                "SELECT server_uid, repository_uuid, stamp, stamp_number, known_as, stamped_dttm FROM DOM$TARGET")) {
            List<String> left = row.subList(2, 6);
            boolean copys = !stamp.fits(left.get(0)) && new StampMismatch(stamp).code(left) == DomCode.REPOSITORY_RESTORED;
            return new Acceptance(server, row.get(0), row.get(1), copys || !row.get(1).equals(repositoryUuid));
        }
        return new Acceptance(server, null, null, false);
    }

    private void update(String sql, Object... binds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                statement.setObject(i + 1, binds[i]);
            }
            statement.executeUpdate();
        }
    }
}
